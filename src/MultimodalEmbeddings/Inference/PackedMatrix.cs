namespace MultimodalEmbeddings.Inference;

/// <summary>
/// The weights of a linear layer, y = x Wᵀ + b, in panels: for so many neighbouring outputs as a kernel computes at once, their
/// weights by input. Outputs are padded with zeros to whole panels.
/// </summary>
internal sealed unsafe class PackedMatrix : IDisposable
{
    private readonly AlignedFloats _weights;  // [panels, inputs, width]
    private readonly AlignedFloats _biases;   // [panels, width]

    /// <param name="outputs">Rows of W.</param>
    /// <param name="inputs">Columns of W.</param>
    /// <param name="panelWidth">Outputs of a panel.</param>
    public PackedMatrix(int outputs, int inputs, int panelWidth)
    {
        (Outputs, Inputs, PanelWidth) = (outputs, inputs, panelWidth);
        Panels = ((outputs - 1) / panelWidth) + 1;
        _weights = new AlignedFloats((long)Panels * inputs * panelWidth);
        _biases = new AlignedFloats((long)Panels * panelWidth);
    }

    public int Outputs { get; }

    public int Inputs { get; }

    public int PanelWidth { get; }

    public int Panels { get; }

    /// <summary>Outputs with their padding: the floats that a row of results takes.</summary>
    public int PaddedOutputs => Panels * PanelWidth;

    public Panel this[int panel] => new(
        _weights.Pointer + ((long)panel * Inputs * PanelWidth),
        PanelWidth,
        _biases.Pointer + ((long)panel * PanelWidth),
        Inputs);

    /// <summary>Fills some outputs.</summary>
    /// <param name="start">The first of them.</param>
    /// <param name="weights">[outputs, inputs].</param>
    /// <param name="biases">[outputs], or empty for zeros.</param>
    public void Fill(int start, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases)
    {
        for (var row = 0; row < weights.Length / Inputs; row++)
        {
            var (panel, column) = Math.DivRem(start + row, PanelWidth);
            var target = this[panel];
            var source = weights.Slice(row * Inputs, Inputs);
            for (var input = 0; input < source.Length; input++)
            {
                target.Weights[((long)input * PanelWidth) + column] = source[input];
            }

            if (!biases.IsEmpty)
            {
                target.Start[column] = biases[row];
            }
        }
    }

    /// <returns>A copy of the weights of some outputs, [outputs, inputs].</returns>
    public float[] Weights(int start, int outputs)
    {
        var weights = new float[checked(outputs * Inputs)];
        for (var row = 0; row < outputs; row++)
        {
            var (panel, column) = Math.DivRem(start + row, PanelWidth);
            var source = this[panel].Weights + column;
            for (var input = 0; input < Inputs; input++)
            {
                weights[(row * Inputs) + input] = source[(long)input * PanelWidth];
            }
        }

        return weights;
    }

    /// <returns>A copy of some biases.</returns>
    public float[] Biases(int start, int outputs) => _biases.Slice(start, outputs).ToArray();

    public void Dispose()
    {
        _weights.Dispose();
        _biases.Dispose();
    }
}
