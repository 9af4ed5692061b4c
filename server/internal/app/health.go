package app

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"feltboard/server/internal/config"
)

// askHealth asks the server on this machine whether it is ready, for whoever watches over it and has no other program to
// ask with, as in a container. Its error says what the server says.
func askHealth(ctx context.Context, cfg config.Config) error {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	_, port, err := net.SplitHostPort(cfg.Addr)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+localHost(cfg.Addr, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("no answer from %s: %w; check that the server runs, and that --addr or FELTBOARD_ADDR is its address", req.URL.Host, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(res.Body, 4096)) // as much as there is
		return fmt.Errorf("not ready: %s", said)
	}
	return nil
}
