package httpapi

import (
	"context"
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// health says that the process is up.
func (a *api) health(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write([]byte("ok\n"))
}

// ready says whether the server can commit, and to who runs it what is wrong: that names boards and folders.
func (a *api) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	problems, warnings := a.Ready(ctx), a.Warnings()
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	ready := len(problems) == 0
	if !ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if !a.operator(r) {
		warnings = nil
		if !ready {
			problems = []string{"ask on the server itself, or with the token for metrics, what is wrong"}
		}
	}
	json.MarshalWrite(w, struct {
		Ready    bool     `json:"ready"`
		Problems []string `json:"problems"` // what keeps it from being ready
		Warnings []string `json:"warnings"` // what does not
	}{ready, problems, warnings})
}

// operator says whether who asks runs the server: from this machine, or with the token.
func (a *api) operator(r *http.Request) bool {
	given, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return local(r) || a.MetricsToken != "" && subtle.ConstantTimeCompare([]byte(given), []byte(a.MetricsToken)) == 1
}

// metrics answers who runs the server.
func (a *api) metrics() http.Handler {
	handler := promhttp.HandlerFor(a.Registry, promhttp.HandlerOpts{})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !a.operator(r) {
			answer(w, errNoAddress)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		handler.ServeHTTP(w, r)
	})
}
