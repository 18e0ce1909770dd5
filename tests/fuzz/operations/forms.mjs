// Form controls, by script and by markup.
import { pickElement, put } from "./pick.mjs";

/** @typedef {import("../tree.mjs").World} World */

/** @type {Record<string, (world: World) => void>} */
export const FORMS = {
  form(world) {
    const { random } = world;
    const form = put(world, world.document.createElement("form"));
    form.innerHTML = random.pick([
      `<input type="checkbox" checked><input type="checkbox"><input type="radio" name="r" checked><input type="radio" name="r">`,
      `<select multiple><option>${world.word()}<option selected>${world.word()}<option selected>${world.word()}</select><input type="range" value="30">`,
      `<select><optgroup label="g"><option>${world.word()}<option value="v">${world.word()}</optgroup></select><input type="number" value="3">`,
      `<fieldset disabled><legend>${world.word()}</legend><textarea>${world.word()}</textarea></fieldset><output>${world.word()}</output>`,
    ]);
  },
  checked(world) {
    const input = /** @type {HTMLInputElement | undefined} */ (pickElement(world, /^input$/));
    if (!input) return;
    const { random } = world;
    if (random.chance(0.3)) input.type = random.pick(["checkbox", "radio", "text", "hidden", "range"]);
    if (random.chance(0.3)) input.toggleAttribute("checked");
    if (random.chance(0.3)) input.indeterminate = !input.indeterminate;
    else input.checked = random.chance(0.7);
  },
  fieldText(world) {
    const field = /** @type {HTMLInputElement | HTMLTextAreaElement | undefined} */ (pickElement(world, /^(input|textarea)$/));
    if (!field) return;
    const { random } = world;
    const dice = random.below(5);
    if (dice === 0) field.defaultValue = world.word();
    else if (dice === 1) field.value = "";
    else if (dice === 2 && /^(text|textarea)$/.test(field.type)) field.setRangeText(world.word());
    else if (dice === 3 && field.localName === "input") field.setAttribute("value", world.word());
    else field.value = world.word();
  },
  stepUp(world) {
    const field = /** @type {HTMLInputElement | undefined} */ (world.elements().find((it) => it.matches("input[type=number], input[type=range]")));
    if (!field) return;
    if (world.random.chance(0.5)) field.stepUp();
    else field.valueAsNumber = world.random.below(90);
  },
  options(world) {
    const select = /** @type {HTMLSelectElement | undefined} */ (pickElement(world, /^select$/));
    if (!select) return;
    const { random, view } = world;
    const option = select.options[random.below(select.options.length)];
    const dice = random.below(7);
    if (dice === 0) select.add(new view.Option(world.word(), undefined, false, random.chance(0.5)), random.below(3));
    else if (dice === 1) option?.remove();
    else if (dice === 2 && option) option.selected = !option.selected;
    else if (dice === 3 && option) option.text = world.word();
    else if (dice === 4) option?.toggleAttribute("selected");
    else if (dice === 5) select.toggleAttribute("multiple");
    else if (option) select.value = option.value;
  },
  reset(world) {
    /** @type {HTMLFormElement | undefined} */ (pickElement(world, /^form$/))?.reset();
  },
  name(world) {
    const input = pickElement(world, /^input$/);
    input?.setAttribute("name", world.random.pick(["r", "s"]));
  },
};
