/** Endings that the Portuguese stemmer takes off, without accents. */
const endings = `
  eza ezas ico ica icos icas ismo ismos avel ivel ista istas oso osa osos osas amento amentos imento imentos ador adora adores
  adoras acao acoes ante antes ancia logia logias ucao ucoes encia encias amente mente idade idades iva ivo ivas ivos ira iras
  ada ida ia aria eria iria ara era ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam aram eram iram
  avam em arem erem irem assem essem issem ado ido ando endo indo ar er ir as adas idas ias arias erias irias aras eras avas es
  ares eres ires asses esses isses is ais eis ados idos amos emos imos aremos eremos iremos armos ermos irmos eu iu ou a o e i
  os ens oes`
  .trim()
  .split(/\s+/);

const shortestStem = 3;
const mostStems = 4;

/**
 * The stems that a word may turn out to have while its ending is being typed: "atendime" may become "atendimento", whose stem is
 * "atend". The longest first. What is found by them has to be looked at: the stem alone says less than was typed.
 */
export function stemsWithin(beginning: string): string[] {
  const stems: string[] = [];
  for (let length = beginning.length - 1; length >= shortestStem && stems.length < mostStems; length--) {
    const rest = beginning.slice(length);
    if (endings.some((ending) => ending.startsWith(rest))) stems.push(beginning.slice(0, length));
  }
  return stems;
}
