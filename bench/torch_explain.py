"""Grad-CAM and guided backpropagation of DenseNet-121 at 224 px by PyTorch's hooks, one film, as the yardstick of
`npm run bench -- explain` (Debian: python3-torch, python3-torchvision). Prints one JSON line: median milliseconds.

    python3 bench/torch_explain.py THREADS
"""
import json
import statistics
import sys
import time

import torch
import torchvision

torch.set_num_threads(int(sys.argv[1]))
torch.manual_seed(1)
network = torchvision.models.densenet121(weights=None)
network.classifier = torch.nn.Linear(1024, 14)
network.eval()
# A backward hook on a ReLU in place would see what the ReLU has overwritten.
for module in network.modules():
    if isinstance(module, torch.nn.ReLU):
        module.inplace = False
film = torch.randn(1, 3, 224, 224)
kept = {}


def keep(_module, _inputs, output):
    kept['features'] = output
    output.register_hook(lambda gradient: kept.__setitem__('gradient', gradient))


def grad_cam():
    handle = network.features.register_forward_hook(keep)
    network.zero_grad()
    network(film)[0, 1].backward()
    handle.remove()
    weights = kept['gradient'].mean((2, 3), keepdim=True)
    return torch.relu((weights * torch.relu(kept['features'])).sum(1))


def guided_backprop():
    handles = [
        module.register_full_backward_hook(lambda _module, given, _arriving: (torch.relu(given[0]),))
        for module in network.modules() if isinstance(module, torch.nn.ReLU)
    ]
    image = film.clone().requires_grad_()
    network.zero_grad()
    network(image)[0, 1].backward()
    for handle in handles:
        handle.remove()
    return image.grad


def median(work):
    times = []
    for turn in range(13):
        begun = time.perf_counter()
        work()
        if turn >= 3:
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


print(json.dumps({'grad-cam': median(grad_cam), 'guided-backprop': median(guided_backprop)}))
