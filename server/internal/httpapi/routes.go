package httpapi

import (
	"net/http"
	"slices"
)

// routes is a mux that remembers what it answers for: who checks who may come in where learns of every address from it.
type routes struct {
	*http.ServeMux
	patterns []string
}

func newRoutes() *routes { return &routes{ServeMux: http.NewServeMux()} }

// Handle is [http.ServeMux.Handle].
func (m *routes) Handle(pattern string, h http.Handler) {
	m.patterns = append(m.patterns, pattern)
	m.ServeMux.Handle(pattern, h)
}

// HandleFunc is [http.ServeMux.HandleFunc].
func (m *routes) HandleFunc(pattern string, h func(http.ResponseWriter, *http.Request)) {
	m.Handle(pattern, http.HandlerFunc(h))
}

// site is a handler that can tell its addresses.
type site struct {
	http.Handler
	patterns []string
}

// Routes lists the patterns of what one of New's handlers answers for, sorted; nil for other handlers.
func Routes(h http.Handler) []string {
	s, _ := h.(site)
	return slices.Sorted(slices.Values(s.patterns))
}
