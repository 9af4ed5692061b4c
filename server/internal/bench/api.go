package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
)

// hands is how many people come in at a time.
const hands = 16

// api is the HTTP side of a running Feltboard.
type api struct {
	base   string
	client *http.Client
}

func newAPI(base string) api {
	return api{base, &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: hands}}}
}

// settle closes the connections that are kept for more.
func (a api) settle() { a.client.CloseIdleConnections() }

// post sends JSON and returns the session's cookie, the one sent or its successor.
func (a api) post(ctx context.Context, cookie, path string, body, answer any) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base+path, bytes.NewReader(encode(body)))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", a.base)
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	said, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		return "", errors.Join(fmt.Errorf("POST %s: %s: %.300s", path, resp.Status, said), err)
	}
	if answer != nil {
		if err := json.Unmarshal(said, answer); err != nil {
			return "", fmt.Errorf("POST %s: %w", path, err)
		}
	}
	for _, c := range resp.Cookies() {
		cookie = c.Name + "=" + c.Value
	}
	return cookie, nil
}

// each calls do for 0 … n-1, a few at a time, and returns the first error, after which it begins no more.
func each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var working sync.WaitGroup
	for range min(hands, n) {
		working.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
			}
		})
	}
	working.Wait()
	return context.Cause(ctx)
}
