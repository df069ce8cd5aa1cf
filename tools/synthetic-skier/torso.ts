import { BufferGeometry, Float32BufferAttribute } from "three";
import { type BodyPose, midpoint } from "./body";

const RINGS = 12;
const SIDES = 28;

/** Returns the mesh of a trunk, to be shaped by `shapeTorso`. */
export function torsoGeometry(): BufferGeometry {
  const geometry = new BufferGeometry();
  const uv: number[] = [];
  const index: number[] = [];
  for (let ring = 0; ring <= RINGS; ring++) {
    for (let side = 0; side <= SIDES; side++) {
      uv.push(side / SIDES, ring / RINGS);
      if (ring === RINGS || side === SIDES) continue;
      const a = ring * (SIDES + 1) + side;
      const b = a + SIDES + 1;
      index.push(a, a + 1, b, b, a + 1, b + 1);
    }
  }
  geometry.setAttribute("position", new Float32BufferAttribute(new Float32Array(uv.length * 1.5), 3));
  geometry.setAttribute("uv", new Float32BufferAttribute(uv, 2));
  geometry.setIndex(index);
  return geometry;
}

/** Half width and half depth of the trunk from the crotch (0) to the base of the neck (1). */
const TRUNK: readonly [number, number, number][] = [
  [-0.14, 0.06, 0.05],
  [-0.08, 0.15, 0.1],
  [0.02, 0.178, 0.118],
  [0.2, 0.16, 0.112],
  [0.42, 0.155, 0.112],
  [0.65, 0.178, 0.122],
  [0.86, 0.19, 0.118],
  [0.98, 0.165, 0.095],
  [1.06, 0.1, 0.07],
  [1.09, 0.02, 0.02],
];

function girth(height: number): [number, number] {
  const above = TRUNK.findIndex(([h]) => h >= height);
  if (above <= 0) return [TRUNK[Math.max(0, above)]![1], TRUNK[Math.max(0, above)]![2]];
  const [h0, w0, d0] = TRUNK[above - 1]!;
  const [h1, w1, d1] = TRUNK[above]!;
  const u = (height - h0) / (h1 - h0);
  return [w0 + (w1 - w0) * u, d0 + (d1 - d0) * u];
}

/** Shapes the trunk between the hips and the shoulders. */
export function shapeTorso(geometry: BufferGeometry, body: BodyPose): void {
  const j = body.joints;
  const pelvis = midpoint(j.leftHip, j.rightHip);
  const neck = midpoint(j.leftShoulder, j.rightShoulder);
  const spine = neck.clone().sub(pelvis);
  const hipAxis = j.leftHip.clone().sub(j.rightHip).normalize();
  const chestAxis = j.leftShoulder.clone().sub(j.rightShoulder).normalize();
  const points = geometry.getAttribute("position");
  let i = 0;
  for (let ring = 0; ring <= RINGS; ring++) {
    const height = -0.14 + (1.23 * ring) / RINGS;
    const [halfWidth, halfDepth] = girth(height);
    const across = hipAxis
      .clone()
      .lerp(chestAxis, Math.min(1, Math.max(0, height)))
      .normalize();
    const front = across.clone().cross(spine).normalize();
    const center = pelvis.clone().addScaledVector(spine, height);
    for (let side = 0; side <= SIDES; side++) {
      const angle = (side / SIDES) * Math.PI * 2;
      const p = center
        .clone()
        .addScaledVector(across, -Math.sin(angle) * halfWidth)
        .addScaledVector(front, -Math.cos(angle) * halfDepth);
      points.setXYZ(i++, p.x, p.y, p.z);
    }
  }
  points.needsUpdate = true;
  geometry.computeVertexNormals();
  geometry.computeBoundingSphere();
}
