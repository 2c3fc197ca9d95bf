"""Networks as programs: sizes, activations and a loss become the ordinary lines that compute them."""
