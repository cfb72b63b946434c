/** Pixels of the picture to one of the drawing. */
const DENSITY = 2;

/** Draws an SVG of this site as a PNG, and saves it under the name that the file has. Rejects where it cannot. */
export async function savePng(address: string): Promise<void> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The drawing is not there: ${answer.status}`);
  const name = /filename="([^"]+)\.svg"/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await answer.text())}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * DENSITY;
  canvas.height = picture.naturalHeight * DENSITY;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const link = document.createElement("a");
  link.download = `${name ?? "chart"}.png`;
  link.href = canvas.toDataURL("image/png");
  link.click();
}
