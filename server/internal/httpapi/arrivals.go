package httpapi

import "sync"

// arrivals are people on their way in by a link. They count as if they were seated, so that of many who come at once no
// more become members than may.
type arrivals struct {
	mu sync.Mutex
	by map[string]int // by the link's id
}

// enter counts somebody in and says whether there was no room left; seated tells how many others sit there. leave, to be
// called in any case, ends it.
func (a *arrivals) enter(link string, most int, seated func() (int, error)) (leave func(), full bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	n, err := seated()
	if err != nil {
		return func() {}, false, err
	}
	if a.by == nil {
		a.by = map[string]int{}
	}
	full = n+a.by[link] >= most
	a.by[link]++
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		less(a.by, link)
	}, full, nil
}
