/** The one shape of an error in JSON, everywhere. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly status: number };
}

export function errorBody(status: number, code: string, message: string): ErrorBody {
  return { error: { code, message, status } };
}

/**
 * An error as an HTTP answer: `code` is a stable kebab-case word for programs, `message` a sentence for people.
 * Never cached, so that a mended link works at once.
 */
export function errorResponse(status: number, code: string, message: string): Response {
  return Response.json(errorBody(status, code, message), {
    status,
    headers: { "cache-control": "no-store" },
  });
}
