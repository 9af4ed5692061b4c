package app

import (
	"context"
	"crypto/tls"
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
	addr, setting, scheme := cfg.Addr, "--addr or FELTBOARD_ADDR", "http"
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	if cfg.AdminAddr != "" {
		addr, setting = cfg.AdminAddr, "--admin-addr or FELTBOARD_ADMIN_ADDR"
	} else if cfg.TLS() {
		// To this machine, whose certificate is for the name that people use.
		named := &tls.Config{InsecureSkipVerify: true} // #nosec G402 -- nothing is sent that is secret
		if len(cfg.ACMEHosts) > 0 {
			named.ServerName = cfg.ACMEHosts[0]
		}
		scheme, client.Transport = "https", &http.Transport{DisableKeepAlives: true, TLSClientConfig: named}
	}
	_, port, err := net.SplitHostPort(addr)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+localHost(addr, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("no answer from %s: %w; check that the server runs, and that %s is its address", req.URL.Host, err, setting)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(res.Body, 4096)) // as much as there is
		return fmt.Errorf("not ready: %s", said)
	}
	return nil
}
