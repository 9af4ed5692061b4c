// Package fleet runs Feltboard as its users do, in processes of their own: nodes, a load balancer in front of them and proxies
// between them and what they stand on, which can be made to fail. The failure tests and "make cluster" are built of it.
//
// Everything listens on the loopback interface. Every process ends with the one that started it, however that ends.
package fleet
