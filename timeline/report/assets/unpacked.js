// plotly.js comes compressed; its text runs as a script that the policy of the page knows by its hash.
async function unpacked(text) {
  let at = 0;
  const bytes = new ReadableStream({
    async pull(controller) { // in pieces, with a rest between, so that the page does not stand still
      if (at) await new Promise((go) => setTimeout(go));
      if (at >= text.length) return controller.close();
      const piece = atob(text.slice(at, (at += 1 << 20))), out = new Uint8Array(piece.length);
      for (let i = 0; i < piece.length; i++) out[i] = piece.charCodeAt(i);
      controller.enqueue(out);
    },
  });
  return new Response(bytes.pipeThrough(new DecompressionStream("gzip"))).text();
}
