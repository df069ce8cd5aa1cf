import { MediaError } from "@/lib/media/failures";
import type { RgbImage } from "../decode/frame";

/** libheif keeps the planes and the RGB picture in WebAssembly memory. */
const MAX_HEIC_PIXELS = 64_000_000;

/**
 * Decodes the main picture of a HEIC file, upright, because sharp's binaries have no HEVC decoder. Each call
 * uses a new instance, because WebAssembly memory never shrinks. Throws MediaError.
 */
export const decodeHeic = async (
  file: Uint8Array,
  check: (widthPx: number, heightPx: number) => void,
): Promise<RgbImage> => {
  const { default: instantiate } = await import("libheif-js/libheif-wasm/libheif-bundle.js");
  const heif = instantiate();
  const context = heif.heif_context_alloc();
  if (!context) throw new Error("libheif could not allocate a context.");
  try {
    const read = heif.heif_context_read_from_memory(context, file);
    if (read.code !== heif.heif_error_code.heif_error_Ok) throw new MediaError("damaged", `${read.message}`);
    const handle = heif.heif_js_context_get_primary_image_handle(context);
    if (!handle || handle.code) throw new MediaError("damaged", "The HEIC file has no main picture.");
    const widthPx = heif.heif_image_handle_get_width(handle);
    const heightPx = heif.heif_image_handle_get_height(handle);
    check(widthPx, heightPx);
    if (widthPx * heightPx > MAX_HEIC_PIXELS) {
      throw new MediaError("tooManyPixels", `A HEIC of ${widthPx} x ${heightPx}.`);
    }
    const decoded = await heif.heif_js_decode_image2(
      handle,
      heif.heif_colorspace.heif_colorspace_RGB,
      heif.heif_chroma.heif_chroma_interleaved_RGB,
    );
    const plane = decoded?.channels?.find(({ id }) => id === heif.heif_channel.heif_channel_interleaved);
    if (!decoded || decoded.code || !plane) throw new MediaError("damaged", "The HEIC file does not decode.");
    const data = new Uint8Array(widthPx * heightPx * 3);
    for (let row = 0; row < heightPx; row++) {
      const start = row * plane.stride;
      data.set(plane.data.subarray(start, start + widthPx * 3), row * widthPx * 3);
    }
    heif.heif_image_release(decoded.image);
    heif.heif_image_handle_release(handle);
    return { data, widthPx, heightPx };
  } finally {
    heif.heif_context_free(context);
  }
};
