import { binoculars, pocketBinoculars, scope } from "../../art/optics";
import type { Product } from "../product";

/** Binoculars and scopes. */
export const OPTICS: readonly Product[] = [
  {
    id: "meadowlark-8x42", name: "Meadowlark 8×42", category: "optics", blurb: "The pair we hand to everyone first",
    story: [
      "Eight times closer, forty-two millimetres of glass, and a field so wide that you find the bird before it finds you. If you buy one pair in your life, buy these.",
      "The focus wheel turns once and a quarter from your boots to the horizon. The strap lugs don't rattle; we checked, in a quiet wood, for a whole spring.",
    ],
    price_cents: 28900, rating: 4.8, rating_count: 214, stock: 12, ground: "moss",
    specs: [["Magnification", "8×"], ["Front lens", "42 mm"], ["Field of view", "142 m at 1,000 m"], ["Close focus", "1.8 m"], ["Weight", "668 g"], ["Waterproof", "1.5 m for 30 min"]],
    reviews: [
      { by: "Ines, Bristol", stars: 5, text: "I saw the ring in a chickadee's eye from the kitchen. My coffee went cold, twice." },
      { by: "Tomas, Duluth", stars: 5, text: "Bright until well after sunset. The owl was surprised, I was not." },
      { by: "Marguerite, Lyon", stars: 4, text: "Superb. A little heavy after six hours, but so was I." },
    ],
    art: () => binoculars({ main: "#3d5a4b", dark: "#23352d", light: "#7f9a86", accent: "#d99a4e" }),
  },
  {
    id: "kestrel-10x42", name: "Kestrel 10×42", category: "optics", blurb: "For ridges, coasts and far hedges",
    story: [
      "Ten times, for people whose birds are always on the other side of the estuary. Dense glass, flat to the edge, and a grip that lets your hands stay calm.",
      "More reach means more shake: try them beside the Meadowlark if your hands are cold as often as ours.",
    ],
    price_cents: 41900, was_cents: 45900, rating: 4.6, rating_count: 121, stock: 5, ground: "sky",
    specs: [["Magnification", "10×"], ["Front lens", "42 mm"], ["Field of view", "114 m at 1,000 m"], ["Close focus", "2.2 m"], ["Weight", "712 g"], ["Waterproof", "1.5 m for 30 min"]],
    reviews: [
      { by: "Oyelaran, Lagos", stars: 5, text: "Counted terns on the far bar without a scope. Counted them again for joy." },
      { by: "Beth, Cape May", stars: 4, text: "Sharp as a talon. Wish the caps were tethered." },
    ],
    art: () => binoculars({ main: "#4a4f58", dark: "#262a30", light: "#9aa3ad", accent: "#c9573f" }),
  },
  {
    id: "wren-8x25", name: "Wren 8×25", category: "optics", blurb: "Folds into a coat pocket",
    story: [
      "Small, folding, and always with you: the pair that sees the waxwings in the supermarket car park.",
      "Two hinges, one click each, so that your eyes' distance is found by feel.",
    ],
    price_cents: 12900, rating: 4.4, rating_count: 342, stock: 31, ground: "clay",
    specs: [["Magnification", "8×"], ["Front lens", "25 mm"], ["Field of view", "119 m at 1,000 m"], ["Close focus", "2.5 m"], ["Weight", "298 g"], ["Folded", "11 × 7 × 5 cm"]],
    reviews: [
      { by: "Kofi, Leeds", stars: 5, text: "They live in my lunch bag. Lunch has never been longer." },
      { by: "Ana, Porto", stars: 4, text: "Tiny, honest, dim at dusk, as physics wants it." },
    ],
    art: () => pocketBinoculars({ main: "#b4593c", dark: "#5a2e22", light: "#e0b79a", accent: "#f0d29a" }),
  },
  {
    id: "heron-scope", name: "Heron 20–60×80", category: "optics", blurb: "A scope that waits as long as you do",
    story: [
      "Angled, because you share it with people of all heights. The zoom turns with two gloved fingers, the tripod folds with one hand.",
      "Comes with a stay-on case in the colour of wet reeds.",
    ],
    price_cents: 64900, rating: 4.9, rating_count: 58, stock: 2, ground: "straw",
    specs: [["Magnification", "20× to 60×"], ["Front lens", "80 mm"], ["Field of view", "38–19 m at 1,000 m"], ["Close focus", "5 m"], ["Weight", "1,780 g, tripod 1,420 g"], ["Eyepiece", "Angled 45°"]],
    reviews: [
      { by: "Hanneke, Texel", stars: 5, text: "Read a ring on a godwit across the polder. Wept a bit. Wind, surely." },
      { by: "Sam, Bodega Bay", stars: 5, text: "Worth every mile it was carried." },
    ],
    art: () => scope({ main: "#6d7f5c", dark: "#31392a", light: "#a9b795", accent: "#d9a441" }),
  },
];
