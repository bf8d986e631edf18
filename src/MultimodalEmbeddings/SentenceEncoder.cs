using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Onnx;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings;

/// <summary>
/// A sentence encoder of the BERT line: loaded, or created untrained; trained by a trainer; saved as Python's libraries read it.
/// </summary>
/// <remarks>
/// Encoding is C# alone, in float32 with the widest vectors that the processor has; training needs libtorch.
/// Safe for calls from many threads. An embedding does not depend on the other sentences of a call (to 1e-6). While an encoder is
/// being trained it goes on encoding with the weights it had.
/// </remarks>
public sealed class SentenceEncoder : ISentenceEncoder, IDisposable
{
    private readonly ReaderWriterLockSlim _access = new();
    private readonly PromptedEncoder _default;
    private SentenceModel _model;
    private bool _disposed;

    internal SentenceEncoder(SentenceModel model, ITextTokenizer tokenizer, EncodingOptions options)
    {
        (_model, Tokenizer, Options) = (model, tokenizer, options);
        Dimension = model.Dimension(options.Poolings);
        _default = new PromptedEncoder(this, DefaultText);
    }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>How tokens become one vector; the results of several poolings are joined in this order.</summary>
    public IReadOnlyList<Pooling> Poolings => Options.Poolings;

    /// <summary>Longer sentences are cut to this many tokens, special tokens and a prompt included.</summary>
    public int MaximumTokens => Options.MaximumTokens;

    /// <summary>Whether embeddings have length 1.</summary>
    public bool Normalizes => Options.Normalize;

    /// <summary>The prompts that the model was made for, name to text, as in "query" to "query: "; often none.</summary>
    public IReadOnlyDictionary<string, string> Prompts => Options.Settings.Prompts;

    /// <summary>The one of <see cref="Prompts"/> that this encoder puts before every sentence; null for none.</summary>
    public string? DefaultPrompt => Options.Settings.DefaultPromptName;

    internal EncodingOptions Options { get; }

    internal ITextTokenizer Tokenizer { get; }

    internal SentenceModel Model => _model;

    private string DefaultText => DefaultPrompt is null ? "" : Prompts[DefaultPrompt];

    /// <summary>Loads a directory as Hugging Face, sentence-transformers or <see cref="Save"/> writes it.</summary>
    /// <param name="directory">
    /// Holds config.json, the weights (safetensors or PyTorch's .bin, one file or several) and the tokenizer's files.
    /// </param>
    /// <exception cref="CheckpointException">A file is missing, broken, or does not fit the others.</exception>
    /// <exception cref="TokenizerException">The same for the tokenizer's files.</exception>
    /// <remarks>No native library takes part, neither in loading nor in encoding.</remarks>
    public static SentenceEncoder Load(string directory) => From(directory).Build();

    /// <summary>Starts to configure an encoder from a directory.</summary>
    public static SentenceEncoderBuilder From(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new SentenceEncoderBuilder(new DirectorySource(directory));
    }

    /// <summary>Creates an untrained encoder that lower-cases its text.</summary>
    /// <param name="configuration">Its sizes; of model type "bert".</param>
    /// <param name="vocabulary">WordPiece entries in the order of their ids, [PAD], [UNK], [CLS] and [SEP] among them.</param>
    /// <param name="seed">Sets the weights.</param>
    /// <exception cref="ArgumentException">
    /// The configuration is not sound, or the vocabulary has another size than it says.
    /// </exception>
    /// <exception cref="Runtime.NativeBackendException">The application has no libtorch, which draws the weights.</exception>
    /// <exception cref="TokenizerException">An entry is missing, doubled, empty, or cannot be a line of vocab.txt.</exception>
    public static SentenceEncoder Create(EncoderConfiguration configuration, IReadOnlyList<string> vocabulary, int seed) =>
        From(configuration, vocabulary, seed).Build();

    /// <summary>Starts to configure an untrained encoder.</summary>
    /// <inheritdoc cref="Create" path="/param"/>
    public static SentenceEncoderBuilder From(EncoderConfiguration configuration, IReadOnlyList<string> vocabulary, int seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(vocabulary);
        return new SentenceEncoderBuilder(new UntrainedSource(configuration, vocabulary, seed));
    }

    /// <inheritdoc/>
    /// <remarks>The default prompt, if there is one, is put before every sentence.</remarks>
    public void Encode(
        IReadOnlyList<string> sentences,
        Memory<float> embeddings,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default) =>
        _default.Encode(sentences, embeddings, progress, cancellationToken);

    /// <summary>
    /// This encoder with one of its prompts before every sentence, in place of the default one: models for retrieval encode
    /// queries and documents differently.
    /// </summary>
    /// <param name="name">A name of <see cref="Prompts"/>.</param>
    /// <returns>A view, which shares the weights, now and after training; it ends with this encoder.</returns>
    /// <exception cref="ArgumentException">There is no prompt of that name; the message says which there are.</exception>
    public ISentenceEncoder WithPrompt(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        var known = Prompts.Count == 0 ? "the encoder has none" : $"there are {string.Join(", ", Prompts.Keys)}";
        return Prompts.TryGetValue(name, out var text)
            ? WithPromptText(text)
            : throw new ArgumentException($"There is no prompt '{name}'; {known}.", nameof(name));
    }

    /// <summary>This encoder with a text before every sentence, in place of the default prompt.</summary>
    /// <param name="text">As it is, the space at its end included; empty for sentences as they are.</param>
    /// <returns>A view, which shares the weights, now and after training; it ends with this encoder.</returns>
    public ISentenceEncoder WithPromptText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return new PromptedEncoder(this, text);
    }

    /// <summary>
    /// Writes the encoder into a directory that <see cref="Load"/> and Python's transformers and sentence-transformers read.
    /// </summary>
    /// <param name="directory">
    /// Made if it does not exist. Files of the same names are replaced, each at once; what another model left there and a reader
    /// would take for this one's is removed.
    /// </param>
    /// <exception cref="IOException">The directory cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory must not be written.</exception>
    public void Save(string directory)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);

        Read(() => EncoderDirectory.Write(directory, _model, Tokenizer, Options));
    }

    /// <summary>
    /// Writes the encoder as an ONNX model, pooling and normalisation included: from <c>input_ids</c> and <c>attention_mask</c>,
    /// [batch, tokens], int64, padded at the end, to <c>sentence_embedding</c>, [batch, <see cref="Dimension"/>]. Standard operators
    /// of operator set 17; the tokenizer is not in it.
    /// </summary>
    /// <param name="path">
    /// A file there is replaced, at once. Weights of more than 2 GB go into a second file beside it, with <c>.data</c> behind its
    /// name.
    /// </param>
    /// <exception cref="NotSupportedException">An activation cannot be written.</exception>
    /// <exception cref="IOException">The folder does not exist, or cannot be written.</exception>
    public void ExportOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);

        var rule = RuleFor(DefaultSentenceText(), MaximumTokens);
        Read(() => OnnxExport.Write(
            path,
            new ModelWeights(_model),
            new OnnxHead([.. rule.Poolings.Select(OnnxPoolings.Of)])
            {
                Dense = _model.Dense,
                Normalizes = Normalizes,
                LeftOut = rule.LeftOut,
            }));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _access.EnterWriteLock();
        try
        {
            if (!_disposed)
            {
                _disposed = true;
                _model.Dispose();
            }
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    /// <returns>A copy of the weights in libtorch's modules, to be trained; the caller's.</returns>
    internal EmbeddingModel ToModules()
    {
        EmbeddingModel? modules = null;
        Read(() => modules = _model.ToModules());
        return modules!;
    }

    /// <summary>Goes on with another model, which now belongs to this encoder.</summary>
    internal void Replace(SentenceModel model)
    {
        _access.EnterWriteLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _model.Dispose();
            _model = model;
        }
        finally
        {
            _access.ExitWriteLock();
        }
    }

    /// <summary>What becomes of a sentence before it is tokenised.</summary>
    internal SentenceText TextWith(string prompt) => new(prompt, Options.LowerCase);

    /// <summary>The same with the default prompt.</summary>
    internal SentenceText DefaultSentenceText() => TextWith(DefaultText);

    internal PoolingRule RuleFor(SentenceText text, int maximumTokens) =>
        new(Poolings, Options.PoolsPrompt ? 0 : text.PromptTokens(Tokenizer, maximumTokens));

    /// <summary>Embeds a batch as it is given out.</summary>
    /// <param name="rule">The pooling.</param>
    /// <param name="sentences">Token ids of each.</param>
    /// <param name="embeddings">Receives the embeddings, [sentences, dimension].</param>
    internal void Embed(PoolingRule rule, IReadOnlyList<int[]> sentences, Memory<float> embeddings)
    {
        Read(() => _model.Embed(rule, sentences, embeddings.Span));
        for (var row = 0; Normalizes && row < sentences.Count; row++)
        {
            UnitVector.Scale(embeddings.Span.Slice(row * Dimension, Dimension));
        }
    }

    private void Read(Action action)
    {
        _access.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            action();
        }
        finally
        {
            _access.ExitReadLock();
        }
    }
}
