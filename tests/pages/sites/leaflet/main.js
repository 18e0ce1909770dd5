import L from "leaflet";
import "leaflet/dist/leaflet.css";

// Tiles drawn here: nothing is fetched.
const Tiles = L.GridLayer.extend({
  createTile({ x, y, z }) {
    const tile = document.createElement("div");
    tile.style.cssText = `outline: 1px solid #8ab; background: hsl(${(x * 40 + y * 70) % 360} 40% 85%); font-size: 12px`;
    tile.textContent = `${z}/${x}/${y}`;
    return tile;
  },
});
const map = L.map("app", { zoomAnimation: false, fadeAnimation: false }).setView([52.2, 0.12], 9);
new Tiles().addTo(map);
L.circleMarker([52.2, 0.12], { radius: 12 }).addTo(map).bindPopup("<b>A hide</b><br>with a view");
L.polyline([[52.1, 0], [52.3, 0.3]], { color: "crimson" }).addTo(map);
