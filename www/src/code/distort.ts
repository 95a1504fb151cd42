// Distorted training images, as crate/src/data/augment.rs draws them: the same distribution, other random numbers, and
// without added strokes, for which a script would have to follow lines.

import type { Experiment } from './experiment.ts';

/** Pixels whose largest or smallest a pen's width goes towards: in the smaller picture the nearest four. */
const small = (images: Experiment['images']): boolean => images !== 'all';

const WHAT = `    """Each image as another hand, pen and scanner would have left it, as on the page but
    by other random numbers: turned, slanted, made narrower or wider, larger or smaller, moved,
    thickened or thinned, and bent by displacements at 4 × 4 points. Lengths are in pixels of
    28 × 28. The page also adds a stroke to most images, such as a hook, a flag or a bar across,
    which is left out here."""`;

/** For rows of pixels from 0 to 1; random numbers come from a `torch.Generator`. */
export function distortTorch(images: Experiment['images']): string {
  const pools = small(images)
    ? `        across = F.max_pool2d(padded[:, :, 1:-1], (1, 3), stride=1)
        down = F.max_pool2d(padded[:, :, :, 1:-1], (3, 1), stride=1)
        return torch.maximum(across, down)
`
    : '        return F.max_pool2d(padded, 3, stride=1)\n';
  return `

def distort(images, generator):
${WHAT}
    count, side = len(images), round(images.shape[1] ** 0.5)
    images = images.reshape(count, 1, side, side)

    def within(limit):
        limit *= AUGMENTATION
        return torch.empty(count).uniform_(-limit, limit, generator=generator)

    def largest_nearby(padded):
${pools}
    angle, shear = within(math.radians(12)), within(0.25)
    aspect, scale = within(0.15).exp(), within(0.1).exp()
    cos, sin = angle.cos(), angle.sin()
    # The rotation times [aspect, shear; 0, 1 / aspect].
    x_row = torch.stack([cos * aspect, cos * shear - sin / aspect], dim=1)
    y_row = torch.stack([sin * aspect, sin * shear + cos / aspect], dim=1)
    linear = torch.stack([x_row, y_row], dim=1)

    # The longer side of the box around the ink stays as long as it was, but for \`scale\`.
    ink = (images > 64 / 255).reshape(count, -1, 1)
    at = torch.arange(side) + 0.5
    places = torch.stack(torch.meshgrid(at, at, indexing="xy"), dim=-1).reshape(-1, 2)

    def longer_side(places):
        least = torch.where(ink, places, math.inf).amin(dim=1)
        most = torch.where(ink, places, -math.inf).amax(dim=1)
        return (most - least + 1).amax(dim=1)

    size = scale * longer_side(places) / longer_side(places @ linear.mT)
    linear = linear * size[:, None, None]

    # Another pen: some way to the largest, or smallest, of the pixels around.
    amount = (within(0.3) * side / 28)[:, None, None, None]
    padded = F.pad(images, (1, 1, 1, 1))
    extreme = torch.where(amount > 0, largest_nearby(padded), -largest_nearby(-padded))
    images = images + amount.abs() * (extreme - images)

    # Where each pixel comes from; the centre of mass, 14.5, stays where it is.
    shift = torch.stack([within(0.25), within(0.25)], dim=1)[:, None]
    points = torch.randn(count, 2, 4, 4, generator=generator) * 0.5 * AUGMENTATION
    grid = (places * 2 / side - 1).reshape(1, side, side, 2).expand(count, -1, -1, -1)
    bend = F.grid_sample(points, grid, mode="bicubic", padding_mode="border", align_corners=True)
    source = (places * 28 / side - 14.5 - shift) @ torch.linalg.inv(linear).mT + 14.5
    source = (source + bend.flatten(2).mT).reshape(count, side, side, 2)
    images = F.grid_sample(images, source / 14 - 1, align_corners=False)
    return F.threshold(images.flatten(1), 0.5 / 255, 0.0)  # less is not in such files either
`;
}

/** For rows of pixels from 0 to 1, by NumPy alone; and endless batches of them, a shuffled epoch after the other. */
export function distortNumpy(images: Experiment['images']): string {
  const near = small(images) ? ' if x == 1 or y == 1' : '';
  return `

def distort(images, random):
${WHAT}
    count, side = len(images), int(round(images.shape[1] ** 0.5))
    # One pixel of paper before each row and column and two after.
    paper = np.pad(images.reshape(count, side, side), ((0, 0), (1, 2), (1, 2)), "constant")
    images = paper[:, 1 : side + 1, 1 : side + 1]

    def within(limit):
        return random.uniform(-limit, limit, (count, 1)) * AUGMENTATION

    angle, shear = within(np.radians(12)), within(0.25)
    aspect, scale = np.exp(within(0.15)), np.exp(within(0.1))
    cos, sin = np.cos(angle), np.sin(angle)
    # The rotation times [aspect, shear; 0, 1 / aspect].
    a, b = cos * aspect, cos * shear - sin / aspect
    c, d = sin * aspect, sin * shear + cos / aspect

    # The longer side of the box around the ink stays as long as it was, but for \`scale\`.
    ink = images.reshape(count, -1) > 64 / 255
    y, x = np.indices((side, side)).reshape(2, 1, -1) + 0.5

    def longer_side(x, y):
        sides = [
            np.where(ink, to, -np.inf).max(axis=1) - np.where(ink, to, np.inf).min(axis=1)
            for to in (x, y)
        ]
        return np.max(sides, axis=0)[:, None] + 1

    size = scale * longer_side(x, y) / longer_side(a * x + b * y, c * x + d * y)

    # Another pen: some way to the largest, or smallest, of the pixels around.
    amount = within(0.3)[:, :, None] * side / 28
    near = [
        paper[:, y : y + side, x : x + side] for y in range(3) for x in range(3)${near}
    ]
    extreme = np.where(amount > 0, np.max(near, axis=0), np.min(near, axis=0))
    drawn = paper.copy()
    drawn[:, 1 : side + 1, 1 : side + 1] += np.abs(amount) * (extreme - images)

    # Displacements between the points, by cubic interpolation; points beyond are the last ones.
    at = (np.arange(side)[:, None] + 0.5) * 3 / side
    far = np.abs(at - np.arange(-1, 5))
    inner = (1.25 * far - 2.25) * far**2 + 1
    outer = ((-0.75 * far + 3.75) * far - 6) * far + 3
    cubic = np.where(far < 1, inner, np.where(far < 2, outer, 0.0))
    cubic[:, 1] += cubic[:, 0]
    cubic[:, 4] += cubic[:, 5]
    cubic = cubic[:, 1:5]
    points = random.standard_normal((2, count, 4, 4)) * 0.5 * AUGMENTATION
    bend_x, bend_y = (cubic @ points @ cubic.T).reshape(2, count, -1)

    # Where each pixel comes from; the centre of mass, 14.5, stays where it is.
    right = x * 28 / side - 14.5 - within(0.25)
    down = y * 28 / side - 14.5 - within(0.25)
    growth = size * (a * d - b * c)
    source_x = (d * right - b * down) / growth + 14.5 + bend_x
    source_y = (a * down - c * right) / growth + 14.5 + bend_y
    x = np.clip(source_x * side / 28 + 0.5, 0, side + 1)
    y = np.clip(source_y * side / 28 + 0.5, 0, side + 1)
    column, row, image = x.astype(int), y.astype(int), np.arange(count)[:, None]
    right, down = x - column, y - row
    above = drawn[image, row, column] * (1 - right) + drawn[image, row, column + 1] * right
    below = drawn[image, row + 1, column] * (1 - right) + drawn[image, row + 1, column + 1] * right
    images = above * (1 - down) + below * down
    images[images <= 0.5 / 255] = 0  # less is not in such files either
    return images.astype("float32")


def batches():
    """Shuffled epochs without end, every image distorted anew; the same for every function."""
    random = np.random.RandomState(SEED)
    while True:
        order = random.permutation(len(x_train))
        for start in range(0, len(order), BATCH_SIZE):
            chosen = order[start : start + BATCH_SIZE]
            yield distort(x_train[chosen], random), y_train[chosen]
`;
}
