import { createApp, computed, h, nextTick, reactive, ref, Teleport, TransitionGroup } from "vue";

const Editor = {
  props: ["modelValue"],
  emits: ["update:modelValue"],
  setup(props, { emit }) {
    return () => h("textarea", { id: "note", value: props.modelValue, onInput: (event) => emit("update:modelValue", event.target.value) });
  },
};

createApp({
  setup() {
    const note = ref("first line");
    const tasks = reactive([{ id: 1, text: "Feed the birds", done: false }, { id: 2, text: "Clean the box", done: true }]);
    const open = computed(() => tasks.filter((task) => !task.done).length);
    const add = async () => {
      tasks.unshift({ id: tasks.length + 1, text: note.value.split("\n")[0], done: false });
      await nextTick();
      note.value = "";
    };
    return () => [
      h("h1", `Tasks: ${open.value} open`),
      h(Editor, { modelValue: note.value, "onUpdate:modelValue": (text) => (note.value = text) }),
      h("button", { id: "add", onClick: add }, "Add"),
      h("button", { id: "shuffle", onClick: () => tasks.reverse() }, "Turn around"),
      h(TransitionGroup, { tag: "ol", name: "fade" }, () =>
        tasks.map((task) => h("li", { key: task.id, class: { done: task.done }, style: task.done ? "text-decoration: line-through" : "" }, [
          h("label", [h("input", { type: "checkbox", checked: task.done, onChange: () => (task.done = !task.done) }), " ", task.text]),
        ]))),
      h(Teleport, { to: "body" }, h("footer", { innerHTML: `<small>${tasks.length} in all</small>` })),
    ];
  },
}).mount("#app");
