package deliver_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
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

// server is a tracker on this machine with one project, acme/shop. It refuses what the tracker's published description
// refuses (testdata), and whatever else a test tells it to.
type server struct {
	*httptest.Server
	t      *testing.T
	kind   deliver.Kind
	prefix string // of the API's paths
	token  string

	mu       sync.Mutex
	issues   []*issue
	labels   []string
	invalid  []string // requests the description refuses
	asked    int
	writes   int
	meddle   func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
	after    func(w http.ResponseWriter, r *http.Request) bool // the same, after the deed was done
	outsider bool                                              // a request came without the token
}

type issue struct {
	Number      int
	Title, Body string
	State       string // open, closed
	Reason      string
	Labels      []string
	Due         string
	Updated     time.Time
}

var prefixes = map[deliver.Kind]string{deliver.GitHub: "/api/v3", deliver.GitLab: "/api/v4", deliver.Gitea: "/api/v1"}

func newServer(t *testing.T, kind deliver.Kind) *server {
	t.Helper()
	s := &server{t: t, kind: kind, prefix: prefixes[kind], token: "tok-" + rand.Text()}
	data, err := os.ReadFile("testdata/" + string(kind) + ".json")
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

// dial is the tracker as the worker gets it.
func (s *server) dial() deliver.Tracker {
	s.t.Helper()
	tracker, err := deliver.Dial(s.kind, s.URL, "acme/shop", s.token)
	if err != nil {
		s.t.Fatal(err)
	}
	return tracker
}

func (s *server) serve(w http.ResponseWriter, r *http.Request, router routers.Router) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if auth := r.Header.Get("Authorization") + r.Header.Get("Private-Token"); !strings.Contains(auth, s.token) {
		s.outsider = true
		fail(w, http.StatusUnauthorized)
		return
	}
	if s.meddle != nil && s.meddle(w, r) {
		return
	}
	path, ok := strings.CutPrefix(r.URL.EscapedPath(), s.prefix)
	if !ok {
		s.invalid = append(s.invalid, r.Method+" "+r.URL.Path)
		fail(w, http.StatusNotFound)
		return
	}
	plain, err := http.NewRequestWithContext(r.Context(), r.Method, "http://tracker"+strings.ReplaceAll(path, "acme%2Fshop", "7"), r.Body)
	if err != nil {
		s.t.Error(err)
		return
	}
	plain.URL.RawQuery, plain.Header = r.URL.RawQuery, r.Header
	if s.kind == deliver.Gitea {
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
		fail(w, http.StatusUnprocessableEntity)
		return
	}
	body := map[string]any{}
	var list []any
	if r.Method != http.MethodGet {
		s.writes++
		var v any
		if err := json.NewDecoder(plain.Body).Decode(&v); err != nil {
			s.t.Error(err)
		}
		body, _ = v.(map[string]any)
		list, _ = v.([]any)
	}
	answer := s.do(route.Path, r.Method, params, r.URL.Query(), body, list)
	if s.after != nil && s.after(w, r) {
		return
	}
	if answer == nil {
		fail(w, http.StatusNotFound)
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

func fail(w http.ResponseWriter, status int) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	fmt.Fprint(w, `{"message":"no"}`)
}

// hangUp ends a connection without an answer.
func hangUp(w http.ResponseWriter, _ *http.Request) bool {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
	return true
}

func (s *server) do(path, method string, params map[string]string, q url.Values, body map[string]any, list []any) any {
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
			i := &issue{Number: 10 + len(s.issues), State: "open"}
			s.issues = append(s.issues, i)
			s.set(i, body, true)
			return s.shown(i)
		}
		since := cmpOr(q.Get("since"), q.Get("updated_after"))
		from, err := time.Parse(time.RFC3339, since)
		if err != nil {
			s.t.Errorf("since %q: %v", since, err)
		}
		if state := q.Get("state"); s.kind != deliver.GitLab && state != "all" {
			s.t.Errorf("asked for %q issues only", state)
		}
		all := []any{}
		for _, i := range s.issues {
			if !i.Updated.Before(from) {
				all = append(all, s.shown(i))
			}
		}
		if q.Get("page") != "" && q.Get("page") != "1" {
			all = []any{}
		}
		return all
	}
	k := slices.IndexFunc(s.issues, func(i *issue) bool { return i.Number == number })
	if k < 0 {
		return nil
	}
	i := s.issues[k]
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

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (s *server) label(i *issue, l any) {
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

func (s *server) set(i *issue, body map[string]any, fresh bool) {
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

func (s *server) shown(i *issue) map[string]any {
	web := s.URL + "/acme/shop/issues/" + strconv.Itoa(i.Number)
	labels := []any{}
	for _, l := range i.Labels {
		labels = append(labels, map[string]any{"name": l})
	}
	m := map[string]any{"title": i.Title, "state": i.State, "updated_at": i.Updated.UTC().Format(time.RFC3339Nano), "labels": labels}
	switch s.kind {
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

// change does something to the n-th issue as a person there does.
func (s *server) change(n int, do func(*issue)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do(s.issues[n])
	s.issues[n].Updated = time.Now()
}

func (s *server) with(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
}
