import { Product } from './product';
import { blamesNobody } from './stand-still';
import type { Colleague } from './colleague';

let product: Product;
let people: readonly Colleague[];

beforeAll(async () => {
  product = await Product.start();
  people = await product.people('anna', 'bjorn', 'cecilia', 'david', 'eva');
  await Promise.all(people.map((person) => person.phone()));
});
afterAll(() => product.close());

test.each([2_000, 5_000])(
  'a server that stands still for %i ms blames nobody: talking, ringing and just calling go on',
  (ms) => blamesNobody(product, people, ms),
);
