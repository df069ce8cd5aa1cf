declare module "libheif-js/libheif-wasm/libheif-bundle.js" {
  type HeifHandle = { readonly code?: unknown };

  interface HeifImage {
    readonly code?: unknown;
    image: unknown;
    channels: { id: unknown; width: number; height: number; stride: number; data: Uint8Array }[];
  }

  export interface Libheif {
    heif_error_code: { heif_error_Ok: unknown };
    heif_colorspace: { heif_colorspace_RGB: unknown };
    heif_chroma: { heif_chroma_interleaved_RGB: unknown };
    heif_channel: { heif_channel_interleaved: unknown };
    heif_context_alloc(): HeifHandle | null;
    heif_context_free(context: HeifHandle): void;
    heif_context_read_from_memory(context: HeifHandle, file: Uint8Array): { code: unknown; message?: string };
    heif_js_context_get_primary_image_handle(context: HeifHandle): HeifHandle | null;
    heif_image_handle_release(handle: HeifHandle): void;
    heif_image_handle_get_width(handle: HeifHandle): number;
    heif_image_handle_get_height(handle: HeifHandle): number;
    heif_js_decode_image2(
      handle: HeifHandle,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<HeifImage> | HeifImage | null;
    heif_image_release(image: unknown): void;
  }

  const instantiate: () => Libheif;
  export default instantiate;
}
