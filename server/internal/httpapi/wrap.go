package httpapi

import (
	"bufio"
	"context"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"feltboard/boards"
	"feltboard/server/internal/accounts"

	"github.com/go-json-experiment/json"
)

// visit is what is known of who asks, for the handlers behind wrap.
type visit struct {
	addr    netip.Addr
	session accounts.Session // zero: none
	token   string
	agent   string // the browser, in few words
	known   string // what the browser says of who has signed in there
	asked   *asked // filled while it is answered
}

type visitKey struct{}

func visitOf(ctx context.Context) visit {
	v, _ := ctx.Value(visitKey{}).(visit)
	return v
}

// wrap puts around every address what all of them share, the outermost first: one log line, the security headers, a net
// for panics, the refusal of what other sites ask for, and who asks.
func (a *api) wrap(mux *routes) (http.Handler, error) {
	cross := http.NewCrossOriginProtection()
	for _, origin := range a.Origins {
		if err := cross.AddTrustedOrigin(origin); err != nil {
			return nil, fmt.Errorf("trust %s: %w", origin, err)
		}
	}
	headers := a.headers()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		addr := a.addresses.of(r)
		if a.addresses.passedOver(r, addr) && a.proxy.CompareAndSwap(nil, &addr) {
			a.log.Warn(unlisted(addr))
		}
		out := &response{ResponseWriter: w}
		method, route, board := r.Method, "", ""
		defer func() {
			if v := recover(); v != nil {
				a.log.Error("panic", "route", route, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
				if out.status == 0 {
					answer(out, fail(Internal, "", "Something went wrong on the server; it has been noted. Try again."))
				}
			}
			if route != "GET /healthz" && route != "GET /metrics" {
				a.log.Info("request", "from", addr, "method", method, "route", route, "board", board,
					"status", out.status, "bytes", out.bytes, "ms", time.Since(began).Milliseconds())
			}
		}()
		for name, value := range headers {
			out.Header()[name] = value
		}
		if answersPeople(r) {
			out.Header().Set("Cache-Control", "no-store")
		}
		if err := cross.Check(r); err != nil || a.foreign(r) {
			answer(out, fail(Forbidden, "", "This request came from another site, so it was refused."))
			return
		}
		if r.RequestURI == "*" { // OPTIONS of the server as a whole
			answer(out, errNoAddress)
			return
		}
		if err := checkBody(r); err != nil {
			answer(out, err)
			return
		}
		r.Body = http.MaxBytesReader(out, r.Body, largest(r)+2)
		v := visit{addr: addr, agent: agentOf(r.UserAgent()), asked: &asked{}}
		if token := a.cookie.read(r); token != "" && answersPeople(r) {
			session, err := a.Accounts.Session(r.Context(), token)
			if err == nil {
				v.session, v.token = session, token
			} else if err != accounts.ErrNoSession {
				answer(out, a.refusal("look up a session", err))
				return
			}
		}
		if found := r.CookiesNamed(a.knownCookie("").Name); len(found) == 1 {
			v.known = found[0].Value
		}
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		mux.ServeHTTP(out, r)
		a.refused(r, v, out.status)
		route = r.Pattern
		if id := r.PathValue("id"); boards.ValidID(id) {
			board = id
		}
	}), nil
}

// foreign says whether a change is asked for by a page of another origin, where the browser does not say so itself: Check
// compares hosts alone then, and a page at the same host by another scheme is another's.
func (a *api) foreign(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	given := r.Header.Values("Origin")
	return r.Header.Get("Sec-Fetch-Site") == "" && len(given) > 0 && (len(given) > 1 || !slices.Contains(a.Origins, given[0]))
}

// answersPeople says whether a request's answer may depend on who asks. The web app itself is the same for everybody, and is
// there while the database is not, to say so.
func answersPeople(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/ws/")
}

// checkBody wants JSON wherever something is changed: a form that another site posts cannot say that of itself.
func checkBody(r *http.Request) *Error {
	switch r.Method {
	case http.MethodPost, http.MethodPut, http.MethodPatch:
	default:
		return nil
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		return fail(MediaType, "", "Send application/json.")
	}
	if r.ContentLength > largest(r) {
		return fail(TooLarge, "", "The request is too large.")
	}
	return nil
}

// largest is the most that a request's body may have, in bytes: files come in at few addresses alone.
func largest(r *http.Request) int64 {
	switch {
	case strings.HasSuffix(r.URL.Path, "/import") && strings.HasPrefix(r.URL.Path, "/api/v1/boards/"):
		return maxIntake
	case strings.HasPrefix(r.URL.Path, hooks):
		return maxHook
	}
	return maxBody
}

// policy is the app's Content-Security-Policy, with those whose pages may frame it.
func policy(ancestors string) string {
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'", "font-src 'self'",
		"base-uri 'none'", "form-action 'self'", "frame-ancestors " + ancestors, "manifest-src 'self'", "worker-src 'self'", "object-src 'none'",
		"require-trusted-types-for 'script'", "trusted-types svelte-trusted-html", // the one policy Svelte clones templates through
	}, "; ")
}

// headers are those of every answer.
func (a *api) headers() http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", policy("'none'"))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	// The microphone is for dictation, which the page asks about before the browser does.
	h.Set("Permissions-Policy", "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()")
	if !a.LAN { // browsers ignore it over plain HTTP, and complain
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
	}
	if a.Base.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=63072000")
	}
	return h
}

// answer writes an error.
func answer(w http.ResponseWriter, e *Error) {
	for name, values := range e.GetHeaders() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(e.GetStatus())
	json.MarshalWrite(w, e) // the client may be gone; there is nobody to tell
}

// missing answers for addresses that are none, and for methods that an address does not take.
func (a *api) missing(mux *routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var allowed []string
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodDelete} {
			probe := r.Clone(r.Context())
			probe.Method = method
			if _, pattern := mux.Handler(probe); strings.HasPrefix(pattern, method+" ") {
				allowed = append(allowed, method)
			}
		}
		if allowed != nil {
			badMethod(w, allowed...)
			return
		}
		answer(w, errNoAddress)
	}
}

func badMethod(w http.ResponseWriter, allowed ...string) {
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	answer(w, fail(BadMethod, "", "This address does not take that method."))
}

// response notes what is answered.
type response struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *response) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *response) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(b)
	w.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (w *response) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Hijack implements http.Hijacker, which the websocket library asks for.
func (w *response) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	w.status = http.StatusSwitchingProtocols
	return http.NewResponseController(w.ResponseWriter).Hijack()
}
