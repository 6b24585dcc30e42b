// A small OpenAI-compatible server over node-llama-cpp, to try the reader llm without llama.cpp's own server:
//   npm install node-llama-cpp && node model_server.mjs MODEL.gguf [PORT]
// One request at a time; takes model, messages, max_tokens, temperature, seed and response_format.
import http from "node:http";
import {getLlama, LlamaChatSession} from "node-llama-cpp";

const [file, port = "8080"] = process.argv.slice(2);
const llama = await getLlama({gpu: false, build: "never", maxThreads: Number(process.env.THREADS ?? 1)});
const model = await llama.loadModel({modelPath: file});
const context = await model.createContext({contextSize: Math.min(8192, model.trainContextSize)});
let turn = Promise.resolve();

async function grammarFor(format) {
    if (format?.type === "json_schema") return llama.createGrammarForJsonSchema(format.json_schema.schema);
    return format?.type === "json_object" ? llama.getGrammarFor("json") : undefined;
}

function history(messages) {
    return messages.slice(0, -1).map(({role, content}) =>
        role === "assistant" ? {type: "model", response: [content]} : {type: role, text: content});
}

async function complete(asked, signal) {
    const sequence = context.getSequence();
    try {
        const session = new LlamaChatSession({contextSequence: sequence, systemPrompt: ""});
        session.setChatHistory(history(asked.messages));
        const before = sequence.tokenMeter.getState();
        const said = await session.promptWithMeta(asked.messages.at(-1).content, {
            grammar: await grammarFor(asked.response_format),
            temperature: asked.temperature ?? 0,
            seed: asked.seed,
            maxTokens: asked.max_tokens, signal, stopOnAbortSignal: true
        });
        const used = sequence.tokenMeter.diff(before);
        return {
            object: "chat.completion", model: asked.model,
            choices: [{
                index: 0, message: {role: "assistant", content: said.responseText},
                finish_reason: said.stopReason === "maxTokens" ? "length" : "stop"
            }],
            usage: {prompt_tokens: used.usedInputTokens, completion_tokens: used.usedOutputTokens}
        };
    } finally {
        sequence.dispose();
    }
}

function answer(response, status, value) {
    response.writeHead(status, {"Content-Type": "application/json"}).end(JSON.stringify(value));
}

http.createServer(async (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    let body = "";
    for await (const part of request) body += part;
    turn = turn.then(async () => {
        try {
            answer(response, 200, await complete(JSON.parse(body), gone.signal));
        } catch (error) {
            answer(response, 400, {error: {message: String(error.message ?? error)}});
        }
    });
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/v1`));
