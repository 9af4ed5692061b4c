package app

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// addresses finds out where the server can be reached: it sets base and reachable, and returns the origins of the pages that
// may talk to it.
func (a *App) addresses() (origins []string) {
	_, port, _ := net.SplitHostPort(a.listener.Addr().String()) // the listener wrote it
	if len(a.cfg.BaseURLs) > 0 {
		a.base = a.cfg.BaseURLs[0]
		a.reachable = !loopback(a.base.Hostname())
		for _, u := range a.cfg.BaseURLs {
			origins = append(origins, originOf(u))
		}
		if !a.cfg.LAN {
			return origins
		}
	}
	hosts := []string{"127.0.0.1", "localhost", "[::1]"}
	scheme := "http"
	if a.cfg.TLS() {
		scheme = "https"
	}
	base := &url.URL{Scheme: scheme, Host: localHost(a.cfg.Addr, port)}
	if a.cfg.LAN {
		lan := lanAddresses()
		a.nowhere = len(lan) == 0
		for i, addr := range lan {
			hosts = append(hosts, addr.String())
			if i == 0 {
				base.Host = net.JoinHostPort(addr.String(), port)
			}
		}
	}
	if a.base == nil {
		a.base, a.reachable = base, a.cfg.LAN && !a.nowhere
	}
	for _, host := range hosts {
		origins = append(origins, originOf(&url.URL{Scheme: scheme, Host: host + ":" + port}))
	}
	return origins
}

// localHost is host:port of the address as somebody on this machine opens it.
func localHost(addr, port string) string {
	if host, _, err := net.SplitHostPort(addr); err == nil && loopback(host) {
		return net.JoinHostPort(host, port)
	}
	return net.JoinHostPort("127.0.0.1", port)
}

func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// originOf writes an origin as browsers do: without the port that goes with the scheme.
func originOf(u *url.URL) string {
	host := u.Host
	if port := u.Port(); u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		host = strings.TrimSuffix(host, ":"+port)
	}
	return u.Scheme + "://" + host
}

// lanAddresses lists this machine's private IPv4 addresses, the one that leads out in front. Those of bridges that only
// containers on this machine see are left out.
func lanAddresses() []netip.Addr {
	var found []netip.Addr
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil
	}
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 || virtual(i.Name) {
			continue
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil && p.Addr().Is4() && p.Addr().IsPrivate() {
				found = append(found, p.Addr())
			}
		}
	}
	if way, ok := wayOut(); ok {
		slices.SortStableFunc(found, func(a, b netip.Addr) int {
			switch {
			case a == b:
				return 0
			case a == way:
				return -1
			case b == way:
				return 1
			}
			return 0
		})
	}
	return found
}

func virtual(name string) bool {
	return slices.ContainsFunc([]string{"docker", "br-", "veth", "virbr", "podman", "cni"}, func(p string) bool { return strings.HasPrefix(name, p) })
}

// wayOut is the address that this machine would send from to the outside. Nothing is sent.
func wayOut() (netip.Addr, bool) {
	conn, err := net.Dial("udp4", "192.0.2.1:9") // an address for documentation
	if err != nil {
		return netip.Addr{}, false
	}
	defer conn.Close()
	local, err := netip.ParseAddrPort(conn.LocalAddr().String())
	return local.Addr(), err == nil
}
