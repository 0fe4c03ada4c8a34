import { lightOf } from './probe-camera';

const points = (...lights: number[]) => lights.flatMap((light) => [light, light, light, 255]);

describe('the light of a picture', () => {
  it('is its mean, and how far its points differ from it', () => {
    expect(lightOf(points(0, 0, 0))).toEqual({ brightness: 0, contrast: 0 });
    expect(lightOf(points(200, 200))).toEqual({ brightness: 200, contrast: 0 });
    expect(lightOf(points(0, 200))).toEqual({ brightness: 100, contrast: 100 });
  });

  it('is nothing where there are no points', () => expect(lightOf([])).toEqual({ brightness: 0, contrast: 0 }));
});
