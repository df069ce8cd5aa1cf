import {
  BufferGeometry,
  CanvasTexture,
  CylinderGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
  Points,
  PointsMaterial,
  type Scene,
  Vector3,
} from "three";
import type { CourseGate } from "./course";
import { castsShadow } from "./shadow";
import type { Skier } from "./skier-motion";
import { seeded } from "./turn-signal";

const GATE_COLORS = { red: "#e0263c", blue: "#1d56c9" } as const;

/** Adds the gates; a slalom pole tips over when the skier passes and rises again. */
export function buildGates(scene: Scene, gates: CourseGate[], style: "SL" | "GS"): (timeS: number) => void {
  const built = gates.map((gate) => {
    const group = new Group();
    const material = new MeshLambertMaterial({ color: GATE_COLORS[gate.color], side: DoubleSide });
    const poleAt = (leftM: number) =>
      new Mesh(new CylinderGeometry(0.0135, 0.0135, 1.8, 12).translate(leftM, 0.9, 0), material);
    group.add(poleAt(0));
    if (style === "GS") {
      group.add(poleAt(gate.side * 0.75));
      group.add(new Mesh(new PlaneGeometry(0.75, 0.5).translate(gate.side * 0.375, 1.2, 0), material));
    }
    castsShadow(group);
    group.position.set(gate.leftM, 0, gate.downhillM);
    scene.add(group);
    return { gate, group };
  });
  return (timeS) => {
    if (style !== "SL") return;
    for (const { gate, group } of built) {
      const since = timeS - gate.passedS + 0.06;
      const knocked =
        since < 0
          ? 0
          : since < 0.12
            ? since / 0.12
            : Math.exp(-(since - 0.12) / 0.3) * Math.cos((since - 0.12) * 9);
      group.rotation.x = 1.25 * knocked;
    }
  };
}

const RUT_HALF_M = 0.09;

/** Returns a shaded strip of snow along the path, `offsetM` beside it. */
function rutGeometry(skier: Skier, offsetM: number, fromS: number, toS: number): BufferGeometry {
  const position: number[] = [];
  const color: number[] = [];
  const index: number[] = [];
  for (let t = fromS; t < toS; t += 0.02) {
    const here = skier.trackAt(t);
    const ahead = skier.trackAt(t + 0.02);
    const across = new Vector3(ahead.z - here.z, 0, here.x - ahead.x).normalize();
    for (const edge of [-RUT_HALF_M, 0, RUT_HALF_M]) {
      const p = here.clone().addScaledVector(across, offsetM + edge);
      position.push(p.x, 0.012, p.z);
      color.push(0.32, 0.45, 0.66, edge === 0 ? 0.6 : 0);
    }
    const a = position.length / 3 - 3;
    if (a < 3) continue;
    for (const k of [0, 1]) index.push(a - 3 + k, a + k, a - 2 + k, a - 2 + k, a + k, a + 1 + k);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(position, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(color, 4));
  geometry.setIndex(index);
  return geometry;
}

/** Adds two shaded ruts along the whole path. */
export function buildRuts(scene: Scene, skier: Skier, fromS: number, toS: number): void {
  for (const offsetM of [-0.19, 0.19]) {
    const material = new MeshBasicMaterial({
      vertexColors: true,
      transparent: true,
      depthWrite: false,
      side: DoubleSide,
    });
    scene.add(new Mesh(rutGeometry(skier, offsetM, fromS, toS), material));
  }
}

const FLAKES = 900;
const FLIGHT_S = 0.55;

/** Adds the spray of the edges, largest at the apex; it is a function of time only. */
export function buildSpray(scene: Scene, skier: Skier): (timeS: number) => void {
  const dot = document.createElement("canvas");
  dot.width = dot.height = 32;
  const draw = dot.getContext("2d")!;
  const soft = draw.createRadialGradient(16, 16, 0, 16, 16, 16);
  soft.addColorStop(0, "rgba(255,255,255,1)");
  soft.addColorStop(1, "rgba(255,255,255,0)");
  draw.fillStyle = soft;
  draw.fillRect(0, 0, 32, 32);

  const geometry = new BufferGeometry();
  const positions = new Float32BufferAttribute(new Float32Array(FLAKES * 3), 3);
  geometry.setAttribute("position", positions);
  const material = new PointsMaterial({
    map: new CanvasTexture(dot),
    size: 0.14,
    transparent: true,
    opacity: 0.7,
    depthWrite: false,
  });
  const points = new Points(geometry, material);
  points.frustumCulled = false;
  scene.add(points);

  return (timeS) => {
    for (let i = 0; i < FLAKES; i++) {
      // Each flake restarts every FLIGHT_S, at its own phase.
      const cycle = Math.floor(timeS / FLIGHT_S - i / FLAKES);
      const bornS = (cycle + i / FLAKES) * FLIGHT_S;
      const ageS = timeS - bornS;
      const random = seeded(i * 7919 + cycle * 104729 + 1);
      const body = skier.poseAt(bornS);
      const ski = random() < 0.7 === body.skis.left.edgeRad > 0 ? body.skis.right : body.skis.left;
      const effort = Math.min(1, Math.abs(ski.edgeRad) / 0.8);
      if (random() > effort ** 1.5) {
        positions.setXYZ(i, 0, -5, 0);
        continue;
      }
      const out = -Math.sign(ski.edgeRad);
      const along = (random() - 0.65) * 1.2;
      const [vx, vy, vz] = [out * (0.6 + 2.2 * random()), 0.4 + 1.7 * random() * effort, 2 + 3 * random()];
      positions.setXYZ(
        i,
        ski.foot.x + Math.sin(ski.headingRad) * along + vx * ageS,
        Math.max(0.01, vy * ageS - 4.9 * ageS * ageS),
        ski.foot.z + Math.cos(ski.headingRad) * along + vz * ageS,
      );
    }
    positions.needsUpdate = true;
  };
}
