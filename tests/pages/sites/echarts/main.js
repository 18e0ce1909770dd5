import * as echarts from "echarts";

const chart = (id, renderer) => echarts.init(document.querySelector(id), null, { renderer, width: 420, height: 260 });
const option = (values) => ({
  animationDuration: 80,
  animationDurationUpdate: 80,
  tooltip: { trigger: "axis", transitionDuration: 0 },
  xAxis: { type: "category", data: ["Mon", "Tue", "Wed", "Thu", "Fri"] },
  yAxis: {},
  series: [{ type: "bar", data: values }, { type: "line", data: values.map((value) => value + 2), smooth: true }],
});
const charts = [chart("#svg", "svg"), chart("#canvas", "canvas")];
for (const each of charts) each.setOption(option([5, 8, 3, 9, 4]));
document.querySelector("#change").addEventListener("click", () => charts.forEach((each) => each.setOption(option([9, 2, 6, 1, 8]))));
