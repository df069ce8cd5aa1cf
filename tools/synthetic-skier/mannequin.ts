import {
  BoxGeometry,
  type BufferGeometry,
  CapsuleGeometry,
  Color,
  CylinderGeometry,
  Group,
  type Material,
  Matrix4,
  Mesh,
  MeshLambertMaterial,
  MeshPhongMaterial,
  type Object3D,
  Quaternion,
  SphereGeometry,
  type Texture,
  Vector3,
} from "three";
import { BODY, type BodyPose, midpoint, type SkiPose } from "./body";
import { castsShadow } from "./shadow";
import { shapeTorso, torsoGeometry } from "./torso";

/** Colors of one arm and leg. */
export interface Limbs {
  sleeve: string;
  trousers: string;
  shin: string;
}

export interface Outfit {
  jacket: string;
  left: Limbs;
  right: Limbs;
  helmet: string;
  skis: string;
  /** Texture of the torso; null for a plain jacket. */
  bib: Texture | null;
  onSkis: boolean;
}

const UP = new Vector3(0, 1, 0);

/** A body of rounded segments between the joints of the ground truth. */
export class Mannequin {
  readonly group = new Group();
  private readonly torso: BufferGeometry;
  private readonly limbs: { mesh: Mesh; lengthM: number }[] = [];
  private readonly hips: Mesh[] = [];
  private readonly head = new Group();
  private readonly boots: [Group, Group];
  private readonly skis: [Group, Group];
  private readonly poles: [Group, Group];
  private readonly hands: [Mesh, Mesh];

  constructor(private readonly outfit: Outfit) {
    this.torso = torsoGeometry();
    const cloth = new MeshLambertMaterial({ color: outfit.bib ? "#ffffff" : outfit.jacket, map: outfit.bib });
    this.add(new Mesh(this.torso, cloth));
    for (const side of ["left", "right"] as const) {
      const arm = phong(outfit[side].sleeve, 0.5);
      const thigh = phong(outfit[side].trousers, 0.5);
      const shin = phong(outfit[side].shin, 0.6);
      this.hips.push(this.add(new Mesh(new SphereGeometry(0.115, 20, 16), thigh)));
      this.limb(BODY.upperArmM, 0.062, 0.05, arm);
      this.limb(BODY.forearmM, 0.052, 0.042, arm);
      this.limb(BODY.thighM, 0.098, 0.074, thigh);
      this.limb(BODY.shankM, 0.066, 0.06, shin);
    }
    this.limb(0.16, 0.055, 0.055, phong("#22262e", 0.2));
    this.buildHead();
    this.boots = [this.boot(), this.boot()];
    this.skis = [this.ski(), this.ski()];
    this.poles = [this.pole(), this.pole()];
    const glove = () => this.add(new Mesh(new SphereGeometry(0.062, 16, 12), phong("#15181f", 0.3)));
    this.hands = [glove(), glove()];
  }

  /** Moves the body to a pose. */
  pose(body: BodyPose): void {
    const j = body.joints;
    const pairs: [Vector3, Vector3][] = [];
    for (const side of ["left", "right"] as const) {
      pairs.push([j[`${side}Shoulder`], j[`${side}Elbow`]], [j[`${side}Elbow`], j[`${side}Wrist`]]);
      pairs.push([j[`${side}Hip`], j[`${side}Knee`]], [j[`${side}Knee`], j[`${side}Ankle`]]);
    }
    pairs.push([midpoint(j.leftShoulder, j.rightShoulder), body.headCenter]);
    pairs.forEach(([from, to], i) => {
      span(this.limbs[i]!.mesh, from, to, this.limbs[i]!.lengthM);
    });
    shapeTorso(this.torso, body);
    const hipsLeft = j.leftHip.clone().sub(j.rightHip).normalize();
    const spine = midpoint(j.leftShoulder, j.rightShoulder).sub(midpoint(j.leftHip, j.rightHip)).normalize();
    const back = spine.clone().cross(hipsLeft).normalize();
    (["left", "right"] as const).forEach((side, i) => {
      this.hips[i]!.position.copy(j[`${side}Hip`])
        .addScaledVector(back, 0.055)
        .addScaledVector(hipsLeft, i === 0 ? -0.045 : 0.045)
        .addScaledVector(spine, 0.03);
    });

    const left = body.crown.clone().cross(body.gaze).normalize();
    place(this.head, body.headCenter, left, body.crown, left.clone().cross(body.crown));
    (["left", "right"] as const).forEach((side, i) => {
      const ski = body.skis[side];
      const frame = skiFrame(ski);
      place(this.skis[i]!, ski.foot, frame.left, frame.up, frame.front);
      const shin = j[`${side}Knee`].clone().sub(j[`${side}Ankle`]).normalize();
      const bootLeft = shin.clone().cross(frame.front).normalize();
      place(this.boots[i]!, j[`${side}Ankle`], bootLeft, shin, bootLeft.clone().cross(shin));
      const hand = j[`${side}Wrist`]
        .clone()
        .addScaledVector(j[`${side}Wrist`].clone().sub(j[`${side}Elbow`]).normalize(), 0.05);
      this.hands[i]!.position.copy(hand);
      this.poles[i]!.position.copy(hand);
      this.poles[i]!.quaternion.copy(
        new Quaternion().setFromUnitVectors(UP, body.poles[side].clone().negate()),
      );
    });
  }

  private add<T extends Object3D>(object: T, parent: Object3D = this.group): T {
    castsShadow(object);
    parent.add(object);
    return object;
  }

  private limb(lengthM: number, startM: number, endM: number, material: Material): void {
    const mesh = new Mesh(new CylinderGeometry(endM, startM, lengthM, 20), material);
    mesh.add(new Mesh(new SphereGeometry(startM, 20, 14).translate(0, -lengthM / 2, 0), material));
    mesh.add(new Mesh(new SphereGeometry(endM, 20, 14).translate(0, lengthM / 2, 0), material));
    this.limbs.push({ mesh: this.add(mesh), lengthM });
  }

  private buildHead(): void {
    const r = BODY.headRadiusM;
    const shell = phong(this.outfit.helmet, 0.7);
    const skin = phong("#d9a384", 0.3);
    const parts = [
      new Mesh(
        new SphereGeometry(r * 0.9, 24, 18).scale(0.84, 1.1, 0.85).translate(0, -r * 0.3, r * 0.22),
        skin,
      ),
      new Mesh(
        new SphereGeometry(r * 1.02, 24, 18).scale(0.94, 1.0, 0.86).translate(0, -r * 0.25, -r * 0.3),
        shell,
      ),
      new Mesh(
        new SphereGeometry(r * 1.2, 28, 20, 0, Math.PI * 2, 0, Math.PI * 0.56)
          .scale(1, 1.02, 1.1)
          .rotateX(-0.4),
        shell,
      ),
      new Mesh(
        new SphereGeometry(r * 0.42, 16, 12).scale(0.5, 1, 0.9).translate(r * 0.98, -r * 0.3, -r * 0.1),
        shell,
      ),
      new Mesh(
        new SphereGeometry(r * 0.42, 16, 12).scale(0.5, 1, 0.9).translate(-r * 0.98, -r * 0.3, -r * 0.1),
        shell,
      ),
      new Mesh(
        new SphereGeometry(r * 0.2, 12, 10).scale(0.8, 1.1, 1).translate(0, -r * 0.35, r * 0.95),
        skin,
      ),
    ];
    const lens = phong("#ef8a1e", 1.6);
    const goggles = new Mesh(
      new SphereGeometry(r * 0.62, 24, 14).scale(1.45, 0.72, 0.6).translate(0, r * 0.02, r * 0.9),
      lens,
    );
    for (const part of [...parts, goggles]) this.head.add(part);
    this.add(this.head);
  }

  private boot(): Group {
    const group = new Group();
    const material = phong(this.outfit.onSkis ? "#e9edf2" : "#33373f", 0.65);
    group.add(new Mesh(new CapsuleGeometry(0.075, 0.14, 6, 16).translate(0, 0.03, 0), material));
    group.add(
      new Mesh(
        new CapsuleGeometry(0.055, 0.17, 6, 16).rotateX(Math.PI / 2).translate(0, -0.06, 0.06),
        material,
      ),
    );
    return this.add(group);
  }

  private ski(): Group {
    const group = new Group();
    if (this.outfit.onSkis) {
      const top = new BoxGeometry(0.075, 0.016, 1.66, 1, 1, 24);
      const points = top.getAttribute("position");
      for (let i = 0; i < points.count; i++) {
        const z = points.getZ(i);
        const tip = Math.max(0, z - 0.6);
        points.setY(i, points.getY(i) + tip * tip * 1.7);
        points.setX(i, points.getX(i) * (0.85 + 0.3 * (z / 0.83) ** 2 - Math.max(0, z - 0.76) * 6));
      }
      top.computeVertexNormals();
      group.add(new Mesh(top.translate(0, 0.02, 0), phong(this.outfit.skis, 0.65)));
      group.add(new Mesh(new BoxGeometry(0.065, 0.05, 0.42).translate(0, 0.05, 0), phong("#1b1d22", 0.5)));
    }
    return this.add(group);
  }

  private pole(): Group {
    const group = new Group();
    if (this.outfit.onSkis) {
      group.add(
        new Mesh(new CylinderGeometry(0.011, 0.008, 1.12, 10).translate(0, -0.53, 0), phong("#c6ccd4", 0.7)),
      );
      group.add(
        new Mesh(new CylinderGeometry(0.035, 0.035, 0.012, 16).translate(0, -1.04, 0), phong("#22262e", 0.4)),
      );
    }
    return this.add(group);
  }
}

const phong = (color: string, gloss: number) =>
  new MeshPhongMaterial({
    color,
    shininess: 60 * gloss,
    specular: new Color("#ffffff").multiplyScalar(0.25 * gloss),
  });

function place(object: Object3D, at: Vector3, left: Vector3, up: Vector3, front: Vector3): void {
  object.position.copy(at);
  object.quaternion.setFromRotationMatrix(new Matrix4().makeBasis(left, up, front));
}

function span(mesh: Mesh, from: Vector3, to: Vector3, lengthM: number): void {
  const along = to.clone().sub(from);
  mesh.position.copy(from).addScaledVector(along, 0.5);
  mesh.quaternion.setFromUnitVectors(UP, along.clone().normalize());
  mesh.scale.set(1, along.length() / lengthM, 1);
}

function skiFrame(ski: SkiPose) {
  const front = new Vector3(Math.sin(ski.headingRad), 0, Math.cos(ski.headingRad));
  const flat = UP.clone().cross(front);
  const up = UP.clone().multiplyScalar(Math.cos(ski.edgeRad)).addScaledVector(flat, Math.sin(ski.edgeRad));
  return { front, up, left: up.clone().cross(front) };
}
