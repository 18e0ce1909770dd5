import { flask, harness, parabola, pins, shoulderBag, sunHat } from "../../art/kit";
import type { Product } from "../product";
import { speciesById } from "../species";

const plumage = (id: string) => speciesById(id).plumage;

/** What one wears and carries. */
export const KIT: readonly Product[] = [
  {
    id: "field-hat", name: "Field hat", category: "kit", blurb: "A brim that keeps glare off the glass",
    story: ["Wide in front, cut short behind, so that it doesn't tip when you look up. Comes with a feather: ours, made of felt, no bird asked."],
    price_cents: 3200, rating: 4.2, rating_count: 112, stock: 38, sizes: ["S", "M", "L", "XL"], ground: "sky",
    specs: [["Cloth", "Waxed cotton"], ["Brim", "7 cm front, 5 cm back"], ["Sun", "UPF 50"], ["Wash", "By rain"]],
    reviews: [{ by: "Greta, Salzburg", stars: 4, text: "Stays on in wind that took my list." }],
    art: () => sunHat({ main: "#c9b27c", dark: "#8d7747", light: "#eadfc0", accent: "#5b4630" }),
  },
  {
    id: "dawn-flask", name: "Dawn flask", category: "kit", blurb: "Hot from four until nine",
    story: ["Keeps coffee hot from the first blackbird to the last excuse. The lid opens without a sound, which is rarer than you think."],
    price_cents: 2600, rating: 4.6, rating_count: 287, stock: 73, ground: "clay",
    specs: [["Holds", "500 ml"], ["Hot for", "12 h"], ["Weight", "310 g"], ["Lid", "Silent"]],
    reviews: [{ by: "Ruth, Inverness", stars: 5, text: "The only warm thing on that pier." }],
    art: () => flask({ main: "#2f4a63", dark: "#1b2c3d", light: "#f3e3c8", accent: "#e48a5a" }, plumage("cardinal")),
  },
  {
    id: "hedge-bag", name: "Hedge bag", category: "kit", blurb: "Room for optics, lunch and doubt",
    story: ["Padded on one side, plain on the other, with a pocket that fits every field guide we sell, because we measured."],
    price_cents: 6800, rating: 4.5, rating_count: 93, stock: 16, ground: "straw",
    specs: [["Holds", "9 l"], ["Cloth", "Canvas, leather straps"], ["Inside", "Padded sleeve, 3 pockets"], ["Weight", "740 g"]],
    reviews: [{ by: "Mateus, Faro", stars: 5, text: "Swallows a scope plate and a whole baguette." }],
    art: () => shoulderBag({ main: "#6d7450", dark: "#41462f", light: "#e8dfc4", accent: "#8a5a38" }),
  },
  {
    id: "enamel-pins", name: "Enamel pins", category: "kit", blurb: "A cardinal, a waxwing, an oriole",
    story: ["Three pins on a card, drawn in the shop between customers. A tenth of the price keeps a hedge standing."],
    price_cents: 900, rating: 4.9, rating_count: 318, stock: 140, ground: "moss",
    specs: [["Pins", "3"], ["Across", "24 mm"], ["Back", "Two posts each"]],
    reviews: [{ by: "Sunniva, Bergen", stars: 5, text: "My doctor now asks about warblers." }],
    art: () => pins({ main: "#2f4a3f", dark: "#1d2f28", light: "#f4e4c6", accent: "#f0c27b" }, [plumage("cardinal"), plumage("waxwing"), plumage("oriole")]),
  },
  {
    id: "parabola", name: "Parabola microphone", category: "kit", blurb: "Hear the goldcrest across the valley",
    story: ["A dish, a capsule, and a handle warmed by your own hand. Records straight to a phone; the almanac's dawn chorus was made with this one."],
    price_cents: 19900, rating: 4.3, rating_count: 34, stock: 6, ground: "dawn",
    specs: [["Dish", "35 cm, folds"], ["Gain", "+18 dB at 4 kHz"], ["Plug", "USB-C"], ["Weight", "480 g"]],
    reviews: [{ by: "Ilse, Black Forest", stars: 4, text: "I heard a wren think." }],
    art: () => parabola({ main: "#b8cdd3", dark: "#33454d", light: "#e4eef0", accent: "#e07a4d" }),
  },
  {
    id: "easy-harness", name: "Easy harness", category: "kit", blurb: "Takes the weight off your neck",
    story: ["Two straps, one ring, and the odd feeling that your binoculars have learned to float."],
    price_cents: 3600, rating: 4.7, rating_count: 265, stock: 45, sizes: ["S–M", "L–XL"], ground: "clay",
    specs: [["Straps", "Stretch webbing"], ["Buckles", "Quick release"], ["Fits", "All our binoculars"], ["Weight", "140 g"]],
    reviews: [{ by: "Malia, Hilo", stars: 5, text: "Eight hours, no headache. Should be on prescription." }],
    art: () => harness({ main: "#4a5b46", dark: "#2a3529", light: "#dfe5cf", accent: "#d9b06a" }),
  },
];
