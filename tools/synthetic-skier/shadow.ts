import {
  type Camera,
  EqualStencilFunc,
  IncrementStencilOp,
  MeshBasicMaterial,
  type Object3D,
  type Scene,
  type Vector3,
  type WebGLRenderer,
} from "three";

/** Layer of the objects that cast a shadow. */
const CASTERS = 1;

export function castsShadow(object: Object3D): void {
  object.traverse((part) => part.layers.enable(CASTERS));
}

/**
 * Draws the scene, then the casters again, projected along the sunlight onto the snow. A shadow map, looked
 * up at every pixel of snow, takes several times longer in a software renderer.
 */
export function drawWithShadows(renderer: WebGLRenderer, scene: Scene, camera: Camera, sun: Vector3): void {
  renderer.autoClear = true;
  renderer.render(scene, camera);
  const { background } = scene;
  scene.background = null;
  scene.overrideMaterial = flatMaterial(sun);
  renderer.autoClear = false;
  camera.layers.set(CASTERS);
  renderer.render(scene, camera);
  camera.layers.set(0);
  scene.overrideMaterial = null;
  scene.background = background;
}

let material: MeshBasicMaterial | undefined;

function flatMaterial(sun: Vector3): MeshBasicMaterial {
  material ??= new MeshBasicMaterial({
    color: "#3d5f8f",
    transparent: true,
    opacity: 0.42,
    fog: false,
    // Overlapping limbs darken a pixel only once.
    stencilWrite: true,
    stencilFunc: EqualStencilFunc,
    stencilRef: 0,
    stencilZPass: IncrementStencilOp,
  });
  const ray = sun.clone().divideScalar(sun.y);
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader.replace(
      "#include <project_vertex>",
      `vec4 onSnow = modelMatrix * vec4(transformed, 1.0);
       onSnow.xyz -= vec3(${ray.x.toFixed(4)}, 1.0, ${ray.z.toFixed(4)}) * onSnow.y;
       onSnow.y = 0.015;
       vec4 mvPosition = viewMatrix * onSnow;
       gl_Position = projectionMatrix * mvPosition;`,
    );
  };
  return material;
}
