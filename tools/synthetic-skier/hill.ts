import {
  BackSide,
  BufferGeometry,
  Color,
  ConeGeometry,
  CylinderGeometry,
  DirectionalLight,
  Float32BufferAttribute,
  Fog,
  Group,
  HemisphereLight,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
  type Scene,
  SphereGeometry,
  Vector3,
} from "three";
import { treeLine } from "./course";
import { snowTexture } from "./textures";
import { seeded } from "./turn-signal";

const SNOW_TILE_M = 9;
export const SUN = new Vector3(-10, 17, 13);

/** Adds the scenery and the sun. Returns a function that moves mountains and sky to the skier. */
export function buildHill(
  scene: Scene,
  slopeDeg: number,
  fromM: number,
  toM: number,
): (subject: Vector3) => void {
  scene.background = new Color("#a9cdf2");
  scene.fog = new Fog("#d5e4f4", 45, 260);
  scene.add(new HemisphereLight("#cfe3ff", "#dfe6f0", 1.5));
  const sun = new DirectionalLight("#fff2dc", 2.4);
  sun.position.copy(SUN);
  scene.add(sun);

  scene.add(piste(fromM, toM));
  scene.add(trees(fromM, toM));
  const distance = backdrop(slopeDeg);
  scene.add(distance);

  return (subject) => {
    distance.position.set(0, 0, subject.z);
  };
}

function piste(fromM: number, toM: number): Mesh {
  const lengthM = toM - fromM + 500;
  const geometry = new PlaneGeometry(160, lengthM, 40, Math.round(lengthM / 4));
  geometry.rotateX(-Math.PI / 2).translate(0, 0, (fromM + toM) / 2);
  const points = geometry.getAttribute("position");
  const uv = geometry.getAttribute("uv");
  const random = seeded(5);
  const bumps = Array.from({ length: 60 }, () => ({
    x: (random() - 0.5) * 120,
    z: fromM + random() * (toM - fromM),
    r: 6 + 8 * random(),
  }));
  for (let i = 0; i < points.count; i++) {
    const [x, z] = [points.getX(i), points.getZ(i)];
    uv.setXY(i, x / SNOW_TILE_M, z / SNOW_TILE_M);
    // The course is flat; banks and bumps are at the sides.
    const aside = Math.max(0, Math.abs(x) - 8);
    let y = Math.min(4, aside ** 1.4 * 0.06);
    for (const b of bumps) y += aside > 0 ? 0.5 * Math.exp(-((x - b.x) ** 2 + (z - b.z) ** 2) / b.r ** 2) : 0;
    points.setY(i, y);
  }
  geometry.computeVertexNormals();
  shade(geometry);
  return new Mesh(geometry, new MeshBasicMaterial({ map: snowTexture(), vertexColors: true }));
}

/** Computes the sunlight per vertex, because the software renderer spends most of its time on snow pixels. */
function shade(geometry: BufferGeometry): void {
  const normals = geometry.getAttribute("normal");
  const towardsSun = SUN.clone().normalize();
  const normal = new Vector3();
  const colors: number[] = [];
  for (let i = 0; i < normals.count; i++) {
    const light = Math.max(0, normal.fromBufferAttribute(normals, i).dot(towardsSun)) / towardsSun.y;
    colors.push(0.45 + 0.5 * light, 0.52 + 0.44 * light, 0.66 + 0.32 * light);
  }
  geometry.setAttribute("color", new Float32BufferAttribute(colors, 3));
}

function trees(fromM: number, toM: number): Group {
  const group = new Group();
  const all = treeLine(9, fromM - 60, toM + 60);
  const layers = [
    { geometry: new CylinderGeometry(0.03, 0.04, 0.2, 5, 1, true).translate(0, 0.1, 0), color: "#4b3a2e" },
    { geometry: new ConeGeometry(0.26, 0.5, 7, 1, true).translate(0, 0.4, 0), color: "#23453c" },
    { geometry: new ConeGeometry(0.2, 0.4, 7, 1, true).translate(0, 0.62, 0), color: "#2c5347" },
    { geometry: new ConeGeometry(0.13, 0.34, 7, 1, true).translate(0, 0.83, 0), color: "#3c6657" },
    { geometry: new ConeGeometry(0.135, 0.2, 7, 1, true).translate(0, 0.905, 0), color: "#eef4fa" },
  ];
  for (const { geometry, color } of layers) {
    const mesh = new InstancedMesh(geometry, new MeshLambertMaterial({ color }), all.length);
    all.forEach((tree, i) => {
      const scale = new Matrix4().makeScale(tree.heightM, tree.heightM, tree.heightM);
      const groundM = Math.min(4, Math.max(0, Math.abs(tree.leftM) - 8) ** 1.4 * 0.06);
      mesh.setMatrixAt(i, scale.setPosition(tree.leftM, groundM - 0.1, tree.downhillM));
    });
    mesh.frustumCulled = false;
    group.add(mesh);
  }
  return group;
}

/** Returns the sky and two distant ridges, which are level at any incline. */
function backdrop(slopeDeg: number): Group {
  const group = new Group();
  group.rotation.x = -(slopeDeg * Math.PI) / 180;
  const sky = new SphereGeometry(1500, 32, 24);
  const heights = sky.getAttribute("position");
  const colors: number[] = [];
  for (let i = 0; i < heights.count; i++) {
    const u = Math.min(1, Math.max(0, heights.getY(i) / 1500) * 1.6);
    const c = new Color("#dcebf9").lerp(new Color("#3f86d6"), u ** 0.7);
    colors.push(c.r, c.g, c.b);
  }
  sky.setAttribute("color", new Float32BufferAttribute(colors, 3));
  group.add(new Mesh(sky, new MeshBasicMaterial({ vertexColors: true, side: BackSide, fog: false })));
  group.add(ridge(1300, 445, "#a9c0dc", 21), ridge(1100, 325, "#86a2c4", 4));
  return group;
}

function ridge(radiusM: number, heightM: number, rock: string, seed: number): Mesh {
  const random = seeded(seed);
  const waves = Array.from({ length: 7 }, (_, i) => ({
    n: 3 + i * i + Math.floor(random() * 4),
    at: random() * 6.3,
  }));
  const steps = 720;
  const position: number[] = [];
  const color: number[] = [];
  const index: number[] = [];
  const [stone, snow] = [new Color(rock), new Color("#f4f8fd")];
  for (let i = 0; i <= steps; i++) {
    const angle = (i / steps) * Math.PI * 2;
    const jag =
      waves.reduce((sum, w, k) => sum + Math.abs(Math.sin((angle * w.n) / 2 + w.at)) / (k + 1.5), 0) / 1.9;
    const [x, z] = [Math.sin(angle) * radiusM, Math.cos(angle) * radiusM];
    const topM = heightM * (0.62 + 0.45 * jag);
    position.push(x, -300, z, x, topM * 0.7, z, x, topM, z);
    const lit = 0.5 + 0.5 * Math.sin(angle * 61 + jag * 9);
    for (const c of [
      stone,
      stone.clone().lerp(snow, 0.25 + 0.3 * lit),
      snow.clone().lerp(stone, 0.35 * lit),
    ]) {
      color.push(c.r, c.g, c.b);
    }
    if (i === steps) continue;
    const a = i * 3;
    for (const k of [0, 1]) index.push(a + k, a + k + 1, a + k + 3, a + k + 1, a + k + 4, a + k + 3);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(position, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(color, 3));
  geometry.setIndex(index);
  return new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: 2, fog: false }));
}
