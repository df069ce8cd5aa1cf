import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Ski Racer",
    short_name: "Ski Racer",
    description: "Film a ski run, see every turn measured, and the one thing to work on.",
    start_url: "/runs",
    display: "standalone",
    background_color: "#f4f7fa",
    theme_color: "#0a1420",
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icon-maskable.svg", sizes: "any", type: "image/svg+xml", purpose: "maskable" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png" },
    ],
  };
}
