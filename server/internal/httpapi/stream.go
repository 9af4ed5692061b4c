package httpapi

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"feltboard/realtime"

	"github.com/danielgtaylor/huma/v2"
)

// streaming adds the second transport of the live protocol (realtime/SPEC.md §7). Its handlers are plain ones, as one answers
// as long as the client stays, and the frames of the other are decoded where those of websockets are.
func (a *api) streaming(mux *routes, h huma.API) {
	for _, one := range []struct {
		path, id, summary, request, kind, response string
		handle                                     http.HandlerFunc
	}{
		{
			"/api/v1/boards/{id}/stream", "stream", "The live protocol as a stream of events, where no websocket gets through.",
			"A hello frame of realtime/SPEC.md §7.", "text/event-stream", "An event for each frame; `close` comes last.", a.stream,
		},
		{
			"/api/v1/boards/{id}/mutations", "mutate", "Ask for changes without a websocket; the stream acknowledges them.",
			"{clients, own, frames}, as realtime/SPEC.md §7 says; at most 64 KiB.", "application/json", "{nacks}: what was refused. All else is done.", a.mutate,
		},
	} {
		mux.HandleFunc("POST "+one.path, one.handle)
		h.OpenAPI().AddOperation(&huma.Operation{
			Method: http.MethodPost, Path: one.path, OperationID: one.id, Summary: one.summary,
			Parameters: []*huma.Param{{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}},
			RequestBody: &huma.RequestBody{
				Description: one.request, Required: true,
				Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: huma.TypeObject}}},
			},
			Responses: map[string]*huma.Response{
				"200":     {Description: one.response, Content: map[string]*huma.MediaType{one.kind: {}}},
				"default": {Description: "Error", Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Ref: "#/components/schemas/Error"}}}},
			},
		})
	}
}

// stream opens a live connection whose frames come down as events.
func (a *api) stream(w http.ResponseWriter, r *http.Request) {
	v, ok := a.visitor(w, r, a.streams)
	if !ok {
		return
	}
	hello, err := body(r)
	if err != nil {
		answer(w, err)
		return
	}
	if v.Code != 0 {
		a.refused(r, visitOf(r.Context()), closed(v.Code).GetStatus())
	}
	if leave, ok := a.enter(w, r, v); ok {
		defer leave()
		a.Stream(w, r, v, hello)
	}
}

// mutate decides what somebody asks for without a connection. They need none: a stream can be another node's.
func (a *api) mutate(w http.ResponseWriter, r *http.Request) {
	v, ok := a.visitor(w, r, nil)
	if !ok {
		return
	}
	asked, err := body(r)
	if err != nil {
		answer(w, err)
		return
	}
	if v.Code != 0 {
		answer(w, closed(v.Code))
		return
	}
	nacks, failed := a.Post(r.Context(), v, asked)
	if failed != nil {
		answer(w, a.unposted(failed))
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write([]byte(`{"nacks":[`))
	w.Write(bytes.Join(nacks, []byte(",")))
	w.Write([]byte(`]}`)) // the client may be gone; then it asks again
}

// body reads a request whole.
func body(r *http.Request) ([]byte, *Error) {
	b, err := io.ReadAll(r.Body)
	if _, large := errors.AsType[*http.MaxBytesError](err); large || len(b) > maxBody {
		return nil, fail(TooLarge, "", "The request is too large.")
	}
	if err != nil {
		return nil, fail(BadRequest, "", "The request was cut short.")
	}
	return b, nil
}

// unposted is the answer where a post was not decided.
func (a *api) unposted(err error) *Error {
	if c, ok := errors.AsType[*realtime.CloseError](err); ok {
		return closed(c.Code)
	}
	if errors.Is(err, realtime.ErrPosts) {
		return tooMany(0)
	}
	if errors.Is(err, realtime.ErrUndecided) {
		return fail(Unavailable, "", "The board is being read again. Send it once more.")
	}
	return a.refusal("post mutations", err)
}

// closed says by an error what a websocket would be closed with.
func closed(code realtime.CloseCode) *Error {
	switch code {
	case realtime.CloseSignIn:
		return fail(SignIn, "", "Open the link to this board again.")
	case realtime.CloseNoBoard, realtime.CloseRevoked:
		return errNoBoard
	case realtime.CloseBadFrame, realtime.CloseNotUTF8:
		return fail(BadRequest, "", "The request is not what this address takes; see realtime/SPEC.md §7.")
	case realtime.CloseTooBig:
		return fail(TooLarge, "", "The request is too large.")
	}
	return fail(Unavailable, "", "The server is restarting. Try again in a moment.")
}
