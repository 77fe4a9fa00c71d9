"""Ports for servers that tests start at the same time: Jupyter looks for a free one long before it listens there."""

import json
import socket


def use_free_port(config, port=None):
    """Have the Jupyter server of a configuration folder listen on `port`, or on one that is free now."""
    if port is None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    config.mkdir(parents=True, exist_ok=True)
    (config / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"port": port}}))
