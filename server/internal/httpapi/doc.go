// Package httpapi is what the server says over HTTP: the JSON API and its OpenAPI description, the web app's files, the
// door of the live protocol, and what operators look at (/healthz, /readyz, /metrics).
//
// It promises:
//
//   - Every answer carries the security headers, errors and unknown addresses too. Every error of the API is
//     {"error":{"code","message","field"}} with a code from a closed list, and repeats nothing that was sent.
//   - What does not exist, what one may not know of and what a revoked link led to answer alike.
//   - JSON is read strictly: no unknown, doubled or differently cased names, 64 KiB at most, as application/json only.
//   - Nothing is changed by GET; a change that another site asks for is refused.
//   - The log gets one line per request: address, method, route, status, time. Never a query, a fragment, a cookie or a body.
//
// Roles are asked of the board at every request, never remembered with the session.
package httpapi
