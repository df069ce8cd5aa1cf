import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import classes from "./Auth.module.css";

/** A form and the name of one of its values. */
interface Bound<T> {
  form: UseFormReturnType<T>;
  name: keyof T & string;
}

type Field<Props extends { description?: React.ReactNode }, Needed extends keyof Props> = Pick<
  Props,
  "description"
> &
  Required<Pick<Props, Needed>>;

const bind = <T,>({ form, name }: Bound<T>) => ({
  name,
  required: true,
  withAsterisk: false,
  ...form.getInputProps(name),
});

/** A text field; `autoComplete` is for password managers. */
export const TextField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<TextInputProps, "label" | "autoComplete">) => (
  <TextInput {...props} {...bind({ form, name })} key={form.key(name)} />
);

/** A field for an e-mail address. */
export const EmailField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<TextInputProps, "autoComplete">) => (
  <TextInput
    label="E-mail"
    type="email"
    inputMode="email"
    {...props}
    {...bind({ form, name })}
    key={form.key(name)}
  />
);

/** A field for a password, which can be shown. */
export const PasswordField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<PasswordInputProps, "label" | "autoComplete">) => (
  <PasswordInput {...props} {...bind({ form, name })} key={form.key(name)} />
);

/** The reason why a submit failed, announced by screen readers. */
export const Failure = ({ text }: { text: string | null }) =>
  text && (
    <div className={classes.failure} role="alert">
      {text}
    </div>
  );
