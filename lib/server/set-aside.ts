import type { IncomingMessage, ServerResponse } from "node:http";
import { settingMarkupAside } from "../late-markup.ts";
import { CapturedResponse } from "./captured-response.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `render`, with large markup set aside where the response is captured and can put it back. */
export function setAsideWhereCaptured(render: Handler): Handler {
  return (request, response) =>
    response instanceof CapturedResponse
      ? settingMarkupAside(response.setAside, () => render(request, response))
      : render(request, response);
}
