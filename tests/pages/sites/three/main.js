import * as THREE from "three";

const renderer = new THREE.WebGLRenderer({ antialias: false });
renderer.setSize(400, 300);
document.querySelector("#app").append(renderer.domElement);
const scene = new THREE.Scene();
scene.background = new THREE.Color("#dde8ee");
const camera = new THREE.PerspectiveCamera(50, 4 / 3, 0.1, 20);
camera.position.z = 4;
const cube = new THREE.Mesh(new THREE.BoxGeometry(1.4, 1.4, 1.4), new THREE.MeshNormalMaterial());
scene.add(cube);
const draw = () => {
  renderer.render(scene, camera);
  document.querySelector("output").textContent = `turned ${cube.rotation.y.toFixed(2)}`;
};
draw();
document.querySelector("#turn").addEventListener("click", () => {
  cube.rotation.y += 0.6;
  cube.rotation.x += 0.2;
  draw();
});
document.querySelector("#far").addEventListener("input", (event) => {
  camera.position.z = Number(event.target.value);
  draw();
});
