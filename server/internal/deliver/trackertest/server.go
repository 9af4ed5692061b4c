// Package trackertest is issue trackers on this machine, for tests: they refuse what the published descriptions of GitHub, GitLab
// and Gitea refuse, and whatever else a test tells them to.
package trackertest

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"feltboard/server/internal/deliver"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

//go:embed testdata/*.json
var descriptions embed.FS

// Project is the one that there is.
const Project = "acme/shop"

// Server is a tracker with one project. Its fields are guarded by [Server.With] while something may ask it.
type Server struct {
	*httptest.Server
	t      *testing.T
	prefix string // of the API's paths

	Kind  deliver.Kind
	Token string // lets in

	mu      sync.Mutex
	labels  []string
	invalid []string // requests the description refuses

	Issues []*Issue
	Asked  int                                               // requests
	Writes int                                               // of them
	Meddle func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
	After  func(w http.ResponseWriter, r *http.Request) bool // the same, after the deed was done
}

// Issue is one as the tracker has it.
type Issue struct {
	Number      int
	Title, Body string
	State       string // open, closed
	Reason      string
	Labels      []string
	Due         string
	Updated     time.Time
}

var prefixes = map[deliver.Kind]string{deliver.GitHub: "/api/v3", deliver.GitLab: "/api/v4", deliver.Gitea: "/api/v1"}

// New starts a tracker until the test ends, which fails if a request was one that the description refuses.
func New(t *testing.T, kind deliver.Kind) *Server {
	t.Helper()
	s := &Server{t: t, Kind: kind, prefix: prefixes[kind], Token: "tok-" + rand.Text()}
	data, err := descriptions.ReadFile("testdata/" + string(kind) + ".json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		t.Fatal(err)
	}
	doc.Servers = nil
	router, err := legacy.NewRouter(doc, openapi3.DisableExamplesValidation(), openapi3.DisableSchemaDefaultsValidation())
	if err != nil {
		t.Fatal(err)
	}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, router) }))
	t.Cleanup(func() {
		s.Close()
		for _, why := range s.invalid {
			t.Errorf("%s would refuse: %s", kind, why)
		}
	})
	return s
}

// Dial is the tracker as the worker gets it.
func (s *Server) Dial() deliver.Tracker {
	s.t.Helper()
	tracker, err := deliver.Dial(s.Kind, s.URL, Project, s.Token)
	if err != nil {
		s.t.Fatal(err)
	}
	return tracker
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request, router routers.Router) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Asked++
	if auth := r.Header.Get("Authorization") + r.Header.Get("Private-Token"); !strings.Contains(auth, s.Token) {
		Fail(w, http.StatusUnauthorized)
		return
	}
	if s.Meddle != nil && s.Meddle(w, r) {
		return
	}
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), s.prefix)
	if !ok {
		s.invalid = append(s.invalid, r.Method+" "+r.URL.Path)
		Fail(w, http.StatusNotFound)
		return
	}
	plain, err := http.NewRequestWithContext(r.Context(), r.Method, "http://tracker"+strings.ReplaceAll(path, "acme%2Fshop", "7"), r.Body)
	if err != nil {
		s.t.Error(err)
		return
	}
	plain.URL.RawQuery, plain.Header = r.URL.RawQuery, r.Header
	if s.Kind == deliver.Gitea {
		plain.Body = withoutNulls(s.t, r.Body)
	}
	route, params, err := router.FindRoute(plain)
	if err == nil {
		err = openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
			Request: plain, Route: route, PathParams: params,
			Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true},
		})
	}
	if err != nil {
		s.invalid = append(s.invalid, r.Method+" "+r.URL.String()+": "+err.Error())
		Fail(w, http.StatusUnprocessableEntity)
		return
	}
	body := map[string]any{}
	var list []any
	if r.Method != http.MethodGet {
		s.Writes++
		var v any
		if err := json.NewDecoder(plain.Body).Decode(&v); err != nil {
			s.t.Error(err)
		}
		body, _ = v.(map[string]any)
		list, _ = v.([]any)
	}
	answer := s.do(route.Path, r.Method, params, r.URL.Query(), body, list)
	if s.After != nil && s.After(w, r) {
		return
	}
	if answer == nil {
		Fail(w, http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if r.Method == http.MethodPost {
		w.WriteHeader(http.StatusCreated)
	}
	json.NewEncoder(w).Encode(answer)
}

// withoutNulls leaves out what Gitea's own library sends as null: Gitea takes that for not said, and its description knows no null.
func withoutNulls(t *testing.T, body io.Reader) io.ReadCloser {
	data, err := io.ReadAll(body)
	if err != nil {
		t.Error(err)
	}
	var m map[string]any
	if json.Unmarshal(data, &m) == nil && m != nil {
		maps.DeleteFunc(m, func(_ string, v any) bool { return v == nil })
		data, _ = json.Marshal(m)
	}
	return io.NopCloser(bytes.NewReader(data))
}

// Fail answers with a status.
func Fail(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, `{"message":"no"}`)
}

// HangUp ends a connection without an answer.
func HangUp(w http.ResponseWriter, _ *http.Request) bool {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
	return true
}

func (s *Server) do(path, method string, params map[string]string, q url.Values, body map[string]any, list []any) any {
	if strings.HasSuffix(path, "/labels") && !strings.Contains(path, "issues") {
		if method == http.MethodPost {
			s.labels = append(s.labels, body["name"].(string))
			return map[string]any{"id": len(s.labels), "name": body["name"]}
		}
		all := []any{}
		for i, l := range s.labels {
			all = append(all, map[string]any{"id": i + 1, "name": l})
		}
		if q.Get("page") != "" && q.Get("page") != "1" {
			all = []any{}
		}
		return all
	}
	number := 0
	for _, name := range []string{"issue_number", "issue_iid", "index"} {
		if v, ok := params[name]; ok {
			number, _ = strconv.Atoi(v)
		}
	}
	if number == 0 {
		if method == http.MethodPost {
			i := &Issue{Number: 10 + len(s.Issues), State: "open"}
			s.Issues = append(s.Issues, i)
			s.set(i, body, true)
			return s.shown(i)
		}
		since := cmp.Or(q.Get("since"), q.Get("updated_after"))
		from, err := time.Parse(time.RFC3339, since)
		if err != nil {
			s.t.Errorf("since %q: %v", since, err)
		}
		if state := q.Get("state"); s.Kind != deliver.GitLab && state != "all" {
			s.t.Errorf("asked for %q issues only", state)
		}
		all := []any{}
		for _, i := range s.Issues {
			if !i.Updated.Before(from) {
				all = append(all, s.shown(i))
			}
		}
		if q.Get("page") != "" && q.Get("page") != "1" {
			all = []any{}
		}
		return all
	}
	k := slices.IndexFunc(s.Issues, func(i *Issue) bool { return i.Number == number })
	if k < 0 {
		return nil
	}
	i := s.Issues[k]
	switch {
	case strings.HasSuffix(path, "/labels"):
		for _, l := range append(list, orList(body["labels"])...) {
			s.label(i, l)
		}
		i.Updated = time.Now()
		return []any{}
	case method != http.MethodGet:
		s.set(i, body, false)
	}
	return s.shown(i)
}

func orList(v any) []any { l, _ := v.([]any); return l }

func (s *Server) label(i *Issue, l any) {
	name := fmt.Sprint(l)
	if id, ok := l.(float64); ok {
		if int(id) < 1 || int(id) > len(s.labels) {
			s.t.Errorf("there is no label %v", id)
			return
		}
		name = s.labels[int(id)-1]
	}
	if name != "" && !slices.Contains(i.Labels, name) {
		i.Labels = append(i.Labels, name)
	}
}

func (s *Server) set(i *Issue, body map[string]any, fresh bool) {
	if v, ok := body["title"].(string); ok {
		i.Title = v
	}
	for _, name := range []string{"body", "description"} {
		if v, ok := body[name].(string); ok {
			i.Body = strings.ReplaceAll(v, "\n", "\r\n") // some keep it so
		}
	}
	for _, name := range []string{"labels", "add_labels"} {
		if v, ok := body[name].(string); ok {
			for _, l := range strings.Split(v, ",") {
				s.label(i, l)
			}
		}
		for _, l := range orList(body[name]) {
			s.label(i, l)
		}
	}
	if v, ok := body["due_date"].(string); ok {
		i.Due = v[:min(10, len(v))]
	}
	if !fresh {
		for _, name := range []string{"state", "state_event", "closed"} {
			if v := body[name]; v != nil {
				s.t.Errorf("an update sets %s to %v", name, v)
			}
		}
	}
	i.Updated = time.Now()
}

func (s *Server) shown(i *Issue) map[string]any {
	web := s.URL + "/acme/shop/issues/" + strconv.Itoa(i.Number)
	labels := []any{}
	for _, l := range i.Labels {
		labels = append(labels, map[string]any{"name": l})
	}
	m := map[string]any{"title": i.Title, "state": i.State, "updated_at": i.Updated.UTC().Format(time.RFC3339Nano), "labels": labels}
	switch s.Kind {
	case deliver.GitHub:
		m["number"], m["body"], m["html_url"] = i.Number, i.Body, web
		if i.Reason != "" {
			m["state_reason"] = i.Reason
		}
	case deliver.Gitea:
		m["number"], m["body"], m["html_url"] = i.Number, i.Body, web
	case deliver.GitLab:
		m["iid"], m["description"], m["web_url"], m["labels"] = i.Number, i.Body, web, i.Labels
		if i.State == "open" {
			m["state"] = "opened"
		}
		if i.Labels == nil {
			m["labels"] = []string{}
		}
	}
	return m
}

// Change does something to the n-th issue as a person there does.
func (s *Server) Change(n int, do func(*Issue)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do(s.Issues[n])
	s.Issues[n].Updated = time.Now()
}

// With runs do while nothing is asked.
func (s *Server) With(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}
