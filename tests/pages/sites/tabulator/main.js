import { TabulatorFull as Tabulator } from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator.css";

const data = Array.from({ length: 500 }, (_, id) => ({ id, species: ["Robin", "Wren", "Jay", "Siskin"][id % 4], place: `Box ${id % 37}`, eggs: (id * 7) % 11 }));
window.table = new Tabulator("#app", {
  data,
  height: 320,
  layout: "fitColumns",
  columns: [
    { title: "Id", field: "id", width: 80 },
    { title: "Species", field: "species", headerFilter: "input" },
    { title: "Place", field: "place", editor: "input" },
    { title: "Eggs", field: "eggs", formatter: "progress", formatterParams: { max: 10 } },
  ],
});
