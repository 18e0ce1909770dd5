import * as d3 from "d3";

const svg = d3.select("#app").append("svg").attr("width", 600).attr("height", 320).style("border", "1px solid silver");
const layer = svg.append("g");
const nodes = d3.range(24).map((id) => ({ id, group: id % 3 }));
const links = d3.range(1, 24).map((id) => ({ source: Math.floor((id - 1) / 2), target: id }));
d3.forceSimulation(nodes).force("link", d3.forceLink(links).distance(24)).force("charge", d3.forceManyBody().strength(-40)).force("center", d3.forceCenter(300, 160)).stop().tick(200);
layer.selectAll("line").data(links).join("line").attr("stroke", "#999").attr("x1", (d) => d.source.x).attr("y1", (d) => d.source.y).attr("x2", (d) => d.target.x).attr("y2", (d) => d.target.y);
const color = d3.scaleOrdinal(d3.schemeTableau10);
const show = (radius) => layer.selectAll("circle").data(nodes, (d) => d.id).join("circle").attr("fill", (d) => color(d.group)).attr("cx", (d) => d.x).attr("cy", (d) => d.y).transition().duration(80).attr("r", radius);
show(6);
layer.selectAll("circle").append("title").text((d) => `bird ${d.id}`);
svg.call(d3.zoom().on("zoom", ({ transform }) => layer.attr("transform", transform)));
d3.select("#grow").on("click", () => show((d) => 4 + d.group * 4));
d3.select("#prune").on("click", () => { nodes.splice(12); show(8); layer.selectAll("line").filter((d) => d.target.id >= 12 || d.source.id >= 12).remove(); });
