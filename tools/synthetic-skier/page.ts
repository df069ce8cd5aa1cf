import { NeutralToneMapping, Scene, Vector3, WebGLRenderer } from "three";
import { bystanderPose } from "./bystander";
import { cameraAt } from "./camera";
import type { Clip, ClipShot } from "./clips";
import { courseOf } from "./course";
import { buildHill, SUN } from "./hill";
import { Mannequin, type Outfit } from "./mannequin";
import { drawWithShadows } from "./shadow";
import { skierMotion } from "./skier-motion";
import { bibTexture } from "./textures";
import { buildGates, buildRuts, buildSpray } from "./trackside";

const racerOutfit = (twoColors: boolean): Outfit => {
  const blue = { sleeve: "#1747c4", trousers: "#1b45b4", shin: "#e02a45" };
  return {
    jacket: "#1747c4",
    left: blue,
    right: twoColors ? { sleeve: "#1c2c5e", trousers: "#1c2c5e", shin: "#f0b429" } : blue,
    helmet: "#f3f5f8",
    skis: "#e02a45",
    bib: bibTexture("#1747c4", "7"),
    onSkis: true,
  };
};

function buildShot(shot: ClipShot): { scene: Scene; update: (timeS: number) => void } {
  const scene = new Scene();
  const skier = skierMotion(shot.skiing);
  const end = skier.trackAt(shot.durationS);
  const moveBackdrop = buildHill(scene, shot.camera.slopeDeg, skier.trackAt(0).z - 60, end.z + 60);
  const updates: ((timeS: number) => void)[] = [];
  if (shot.course.gates !== "none") {
    const gates = courseOf(shot.skiing, skier, shot.course, shot.durationS);
    updates.push(buildGates(scene, gates, shot.course.gates));
  }
  buildRuts(scene, skier, -2, shot.durationS + 3);
  if (shot.skier) {
    const mannequin = new Mannequin(racerOutfit(shot.twoColors));
    scene.add(mannequin.group);
    updates.push((timeS) => mannequin.pose(skier.poseAt(timeS)), buildSpray(scene, skier));
  }
  for (const person of shot.bystanders) {
    const { jacket, trousers } = person;
    const limbs = { sleeve: jacket, trousers, shin: trousers };
    const mannequin = new Mannequin({
      jacket,
      left: limbs,
      right: limbs,
      helmet: "#2b2f38",
      skis: "#000000",
      bib: null,
      onSkis: false,
    });
    scene.add(mannequin.group);
    const place = new Vector3(person.leftM, 0, end.z + person.downhillM);
    updates.push((timeS) => mannequin.pose(bystanderPose(place, timeS)));
  }
  return {
    scene,
    update: (timeS) => {
      for (const update of updates) update(timeS);
      moveBackdrop(skier.trackAt(timeS));
    },
  };
}

/** Returns a function that draws a frame and returns its RGBA bytes, bottom row first, in base64. */
function openClip(clip: Clip): (shotIndex: number, timeS: number) => Promise<string> {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const renderer = new WebGLRenderer({
    canvas,
    antialias: clip.smoothEdges,
    stencil: true,
    preserveDrawingBuffer: true,
  });
  renderer.setSize(clip.widthPx, clip.heightPx, false);
  renderer.toneMapping = NeutralToneMapping;
  renderer.toneMappingExposure = 1.02;
  const shots = clip.shots.map(buildShot);
  const pixels = new Uint8Array(clip.widthPx * clip.heightPx * 4);
  const gl = renderer.getContext();

  return async (shotIndex, timeS) => {
    const shot = clip.shots[shotIndex]!;
    const { scene, update } = shots[shotIndex]!;
    update(timeS);
    const camera = cameraAt(shot.camera, skierMotion(shot.skiing), timeS, shot.durationS, clip);
    drawWithShadows(renderer, scene, camera, SUN);
    gl.readPixels(0, 0, clip.widthPx, clip.heightPx, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    return await base64(pixels);
  };
}

/** Encodes with FileReader, which is many times faster than btoa. */
function base64(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1]!);
    reader.readAsDataURL(new Blob([bytes]));
  });
}

declare global {
  interface Window {
    openClip: typeof openClip;
    drawFrame: ReturnType<typeof openClip>;
  }
}
window.openClip = openClip;
