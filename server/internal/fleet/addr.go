package fleet

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
)

// FreeAddr finds a loopback address that nobody listens on. Its port is below those that outgoing connections are given, so
// that a server which is started again finds it free.
func FreeAddr() (string, error) {
	for range 100 {
		addr := fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(12000))
		l, err := net.Listen("tcp", addr)
		if err == nil {
			return addr, l.Close()
		}
	}
	return "", errors.New("found no free port")
}
