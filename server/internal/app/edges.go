package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"feltboard/server/internal/certs"
	"feltboard/server/internal/httpapi"
)

// edges are what the server has beside its address, where the settings ask for it; the zero edges is none of it.
type edges struct {
	certs certs.Source // nil: plain HTTP
	plain edge         // sends on to https, and answers the authority
	admin edge
}

// edge is a listener and who answers there.
type edge struct {
	listener net.Listener // nil: there is none
	server   *http.Server
}

// openEdges takes the certificate and the addresses; nobody is answered before serve.
func (a *App) openEdges() (err error) {
	cfg, e := a.cfg, &a.edges
	if cfg.TLSCert != "" {
		if e.certs, err = certs.Open(cfg.TLSCert, cfg.TLSKey, a.log); err != nil {
			return err
		}
	} else if len(cfg.ACMEHosts) > 0 {
		e.certs = certs.Ask(cfg.ACMEHosts, cfg.ACMEEmail, cfg.ACMEURL, cfg.Data, a.log)
	}
	for _, one := range []struct {
		edge       *edge
		name, addr string
	}{{&e.plain, "FELTBOARD_HTTP_ADDR", cfg.HTTPAddr}, {&e.admin, "FELTBOARD_ADMIN_ADDR", cfg.AdminAddr}} {
		if one.addr == "" {
			continue
		}
		if one.edge.listener, err = net.Listen("tcp", one.addr); err != nil {
			return fmt.Errorf("listen on %s: %w; %s chooses another address", one.addr, err, one.name)
		}
	}
	return nil
}

// serveEdges says who answers at each.
func (a *App) serveEdges(admin http.Handler) {
	e := &a.edges
	if e.certs != nil {
		a.server.TLSConfig = certs.Config(e.certs)
	}
	if e.plain.listener != nil {
		onward := httpapi.Onward(a.base, a.cfg.BaseURLs)
		if asked, ok := e.certs.(*certs.Asked); ok {
			onward = asked.Challenges(onward)
		}
		e.plain.server = a.newServer(onward)
	}
	if e.admin.listener != nil {
		e.admin.server = a.newServer(admin)
		e.admin.server.WriteTimeout = 5 * time.Minute // a profile takes as long as was asked for
	}
}

// serve answers everywhere; the address that people use ends with an error in served. What is only of the edges ends with ctx.
func (a *App) serve(ctx context.Context, served chan<- error) {
	e := &a.edges
	go func() {
		if e.certs != nil {
			served <- a.server.ServeTLS(a.listener, "", "")
		} else {
			served <- a.server.Serve(a.listener)
		}
	}()
	for _, one := range []edge{e.plain, e.admin} {
		if one.listener == nil {
			continue
		}
		go func() {
			if err := one.server.Serve(one.listener); !errors.Is(err, http.ErrServerClosed) {
				a.log.Error("nobody is answered any more", "addr", one.listener.Addr().String(), "err", err)
			}
		}()
	}
	switch c := e.certs.(type) {
	case *certs.Asked:
		go c.Keep(ctx)
	case *certs.Files:
		hup := make(chan os.Signal, 1)
		signal.Notify(hup, syscall.SIGHUP)
		go func() {
			defer signal.Stop(hup)
			for {
				select {
				case <-hup:
					c.Reload()
				case <-ctx.Done():
					return
				}
			}
		}()
	}
}

// stop lets requests end, until ctx does.
func (e *edges) stop(ctx context.Context) {
	for _, one := range []edge{e.plain, e.admin} {
		if one.server != nil && one.server.Shutdown(ctx) != nil {
			one.server.Close()
		}
	}
}

func (e *edges) close() {
	for _, one := range []edge{e.plain, e.admin} {
		if one.server != nil {
			one.server.Close()
		}
		if one.listener != nil {
			one.listener.Close() // again, where the server did
		}
	}
}

func (e *edges) warnings() []string {
	if e.certs == nil {
		return nil
	}
	return e.certs.Warnings()
}

// PlainAddr and AdminAddr are the addresses that are listened on beside Addr; nil: there is none.
func (a *App) PlainAddr() net.Addr { return a.edges.plain.addr() }

// AdminAddr is where whoever runs the server looks; nil: nowhere but at Addr.
func (a *App) AdminAddr() net.Addr { return a.edges.admin.addr() }

func (e edge) addr() net.Addr {
	if e.listener == nil {
		return nil
	}
	return e.listener.Addr()
}
