export const setup = {
  title: "Boas-vindas ao WhatsKovi",
  text: "Crie a conta do administrador. Ela cuida dos números, das filas e da equipe.",
  name: "Seu nome",
  create: "Criar conta e entrar",
  next: "Tudo pronto, {name}",
  nextText: "Como você quer começar?",
  connect: "Conectar um número",
  connectText: "Ligue o WhatsApp da empresa e receba mensagens de verdade.",
  simulate: "Testar com o simulador",
  simulateText: "Uma fila e três clientes de mentira já escrevendo. Nada sai para o WhatsApp.",
  later: "Ir para os atendimentos",
} as const;
