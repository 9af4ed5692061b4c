package httpapi

import (
	"net/http"
	"net/http/pprof"
	"net/url"
	"slices"
	"strings"
)

// admin is what whoever runs the server has at an address of its own: health, metrics and profiles. All but health asks
// for the token, or that the request comes from this machine.
func (a *api) admin() http.Handler {
	mux := newRoutes()
	mux.HandleFunc("GET /healthz", a.health)
	mux.HandleFunc("GET /readyz", a.ready)
	mux.Handle("GET /metrics", a.metrics())
	for path, profile := range map[string]http.HandlerFunc{
		"GET /debug/pprof/": pprof.Index, "GET /debug/pprof/cmdline": pprof.Cmdline, "GET /debug/pprof/profile": pprof.Profile,
		"GET /debug/pprof/symbol": pprof.Symbol, "GET /debug/pprof/trace": pprof.Trace,
	} {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if !a.operator(r) {
				answer(w, errNoAddress)
				return
			}
			profile(w, r)
		})
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { answer(w, errNoAddress) })
	headers := a.headers()
	return site{http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header()[name] = value
		}
		w.Header().Set("Cache-Control", "no-store")
		mux.ServeHTTP(w, r)
	}), mux.patterns}
}

// Onward sends who comes over plain HTTP to the same address over https: at the host they asked for, if it is one of ours, or
// else at the first. What is more than a look is not sent on, as it has been in the open already.
func Onward(base *url.URL, ours []*url.URL) http.Handler {
	headers := (&api{Options: Options{Base: base}}).headers()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header()[name] = value
		}
		w.Header().Del("Strict-Transport-Security") // it means nothing here
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			badMethod(w, http.MethodGet, http.MethodHead)
			return
		}
		to := *base
		host, _, _ := strings.Cut(strings.ToLower(r.Host), ":")
		if i := slices.IndexFunc(ours, func(u *url.URL) bool { return u.Hostname() == host }); i >= 0 {
			to = *ours[i]
		}
		to.Path, to.RawPath, to.RawQuery = r.URL.Path, r.URL.RawPath, r.URL.RawQuery
		w.Header().Set("Cache-Control", "no-store")
		http.Redirect(w, r, to.String(), http.StatusPermanentRedirect) // #nosec G710 -- its host is one of ours
	})
}
