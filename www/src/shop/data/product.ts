/** The shelves of the shop, in the order of the menu. */
export const CATEGORIES = [
  { id: 'optics', name: 'Optics' },
  { id: 'guides', name: 'Field guides' },
  { id: 'feeders', name: 'Feeders' },
  { id: 'houses', name: 'Houses & baths' },
  { id: 'kit', name: 'Field kit' },
] as const;

export type CategoryId = (typeof CATEGORIES)[number]['id'];

export interface Review {
  by: string;
  stars: number;
  text: string;
}

/** Something for sale. */
export interface Product {
  id: string;
  name: string;
  category: CategoryId;
  /** One line under the name. */
  blurb: string;
  /** What the product page says, a paragraph each. */
  story: readonly string[];
  priceCents: number;
  /** The price before, if it is reduced. */
  wasCents?: number;
  /** Mean of the stars, 0 to 5. */
  rating: number;
  ratingCount: number;
  /** Pieces on the shelf; 0: sold out. */
  stock: number;
  /** Sizes to choose from, if it comes in several. */
  sizes?: readonly string[];
  specs: readonly (readonly [name: string, value: string])[];
  reviews: readonly Review[];
  /** Ground colour of its pictures. */
  ground: 'dawn' | 'moss' | 'sky' | 'clay' | 'straw';
  /** Draws it, 240 × 240, as the inside of an SVG. */
  art: () => string;
}
