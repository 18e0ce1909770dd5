import Quill from "quill";
import "quill/dist/quill.snow.css";

const editor = new Quill("#app", { theme: "snow", modules: { toolbar: [["bold", "italic"], [{ list: "ordered" }, { list: "bullet" }], [{ header: [1, 2, false] }]] } });
editor.setContents([{ insert: "Feeder log", attributes: { bold: true } }, { insert: "\nSeeds refilled at noon.\n" }]);
