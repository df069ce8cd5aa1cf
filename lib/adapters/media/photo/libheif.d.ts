/** The part of libheif's WebAssembly build that is used here. */
declare module "libheif-js/libheif-wasm/libheif-bundle.js" {
  type Handle = { readonly code?: unknown };

  interface DecodedImage {
    readonly code?: unknown;
    image: unknown;
    channels: { id: unknown; width: number; height: number; stride: number; data: Uint8Array }[];
  }

  export interface Libheif {
    heif_error_code: { heif_error_Ok: unknown };
    heif_colorspace: { heif_colorspace_RGB: unknown };
    heif_chroma: { heif_chroma_interleaved_RGB: unknown };
    heif_channel: { heif_channel_interleaved: unknown };
    heif_context_alloc(): Handle | null;
    heif_context_free(context: Handle): void;
    heif_context_read_from_memory(context: Handle, file: Uint8Array): { code: unknown; message?: string };
    heif_js_context_get_primary_image_handle(context: Handle): Handle | null;
    heif_image_handle_release(handle: Handle): void;
    heif_image_handle_get_width(handle: Handle): number;
    heif_image_handle_get_height(handle: Handle): number;
    heif_js_decode_image2(
      handle: Handle,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<DecodedImage> | DecodedImage | null;
    heif_image_release(image: unknown): void;
  }

  const instantiate: () => Libheif;
  export default instantiate;
}
