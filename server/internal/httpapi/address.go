package httpapi

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// addresses finds out who asks.
type addresses struct{ trusted []netip.Prefix }

// of returns the network address a request comes from. X-Forwarded-For is believed only as far as proxies we trust wrote it:
// from the right, the first address that is not one of theirs.
func (a addresses) of(r *http.Request) netip.Addr {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.IPv4Unspecified()
	}
	addr := peer.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !a.trusts(addr) {
			break
		}
		before, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		addr = before.Unmap()
	}
	return addr
}

// passedOver says whether a request comes from what seems to be a proxy of ours that nobody has listed; addr is what of returned.
// From elsewhere anybody may claim to forward.
func (a addresses) passedOver(r *http.Request, addr netip.Addr) bool {
	if r.Header.Get("X-Forwarded-For") == "" || !addr.IsLoopback() && !addr.IsPrivate() || a.trusts(addr) {
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && peer.Addr().Unmap() == addr
}

// unlisted is what whoever runs the server should know of such a proxy.
func unlisted(addr netip.Addr) string {
	return "requests arrive through a proxy at " + addr.String() + " that FELTBOARD_TRUSTED_PROXIES does not list: everybody behind it counts as one address for the limits"
}

func (a addresses) trusts(addr netip.Addr) bool {
	return slices.ContainsFunc(a.trusted, func(p netip.Prefix) bool { return p.Contains(addr) })
}

// local says whether a request comes from this very machine and through no proxy: a proxy here that does not say so passes
// on another host's name, and so does the browser here that a site has sent to this address by its own name.
func local(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if a, err := netip.ParseAddr(strings.Trim(host, "[]")); host != "localhost" && (err != nil || !a.Unmap().IsLoopback()) {
		return false
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	forwarded := r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != "" || r.Header.Get("Via") != ""
	return err == nil && peer.Addr().Unmap().IsLoopback() && !forwarded
}
