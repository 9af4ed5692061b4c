package httpapi

import (
	"context"
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
	"sync"
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
	problems, warnings := a.readiness.get(r.Context()), a.Warnings()
	if proxy := a.proxy.Load(); proxy != nil {
		warnings = append(slices.Clip(warnings), unlisted(*proxy))
	}
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

// readiness is what keeps the server from being ready. To find that out writes to the database, and anybody may ask: so one
// answer is for all who ask within a quarter of a second.
type readiness struct {
	ask func(context.Context) []string

	mu       sync.Mutex
	at       time.Time
	problems []string
}

const (
	readyFor  = 250 * time.Millisecond
	readyTime = 2 * time.Second // to find out
)

// get does not end with ctx, as others wait for the same answer.
func (r *readiness) get(ctx context.Context) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if time.Since(r.at) >= readyFor {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyTime)
		defer cancel()
		r.problems = r.ask(ctx)
		r.at = time.Now()
	}
	return r.problems
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
